import { expect, test } from "vitest";
import { visible } from "./visible.ts";

test("control characters become their pictures", () => {
  expect(visible("a\u001b[31mred\u0000\u007f")).toBe("a␛[31mred␀␡");
});

test("what would turn the text around is spelled out", () => {
  expect(visible("abc\u202egpj.exe")).toBe("abc⟨U+202E⟩gpj.exe");
  expect(visible("\u0085")).toBe("⟨U+0085⟩");
});

test("tab, line feed, markup and other scripts stay", () => {
  const text = "a\tb\n<b>ü</b> 日本";
  expect(visible(text)).toBe(text);
});

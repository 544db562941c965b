import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { counted, groupBy, listed, roughly, shellWord, uniqueBy } from "./wording.ts";

test("lists stay short however long they are", () => {
  expect(listed([])).toBe("none");
  expect(listed(["a", "b"])).toBe("a and b");
  expect(listed(["a", "b", "c", "d"])).toBe("a, b, c and d");
  expect(listed(["a", "b", "c", "d", "e", "f"])).toBe("a, b, c and 3 more");
});

test("counts agree with their noun", () => {
  expect(counted(1, "line")).toBe("1 line");
  expect(counted(3, "entry", "entries")).toBe("3 entries");
});

test("counters that grow keep their words", () => {
  expect([1, 12, 99, 100, 1174, 45_000].map((count) => roughly(count, "error"))).toEqual([
    "1 error",
    "12 errors",
    "99 errors",
    "over 100 errors",
    "over 1000 errors",
    "over 40000 errors",
  ]);
});

test("a name from a host never becomes shell", () => {
  expect(shellWord("mnt-nas-vms.mount")).toBe("mnt-nas-vms.mount");
  expect(shellWord("srv-vm\\x2dstore.mount")).toBe("'srv-vm\\x2dstore.mount'");
  expect(shellWord("a'; reboot")).toBe("'a'\\''; reboot'");
  expect(shellWord("")).toBe("''");
  expect(shellWord("vm` or run: `reboot")).toBe("$'vm\\u0060 or run: \\u0060reboot'");
  expect(shellWord("it's\u0003\nreboot\n\\")).toBe("$'it\\'s\\u0003\\u000areboot\\u000a\\\\'");
  expect(shellWord("a\u202eb\u{e0001}")).toBe("$'a\\u202eb\\U000e0001'");
});

test("bash reads back what was quoted", () => {
  for (const word of ["vm` x `", "it's\u0003\nreboot\\", "$(reboot)", "\u001b[2Ja", "é\u0085", "-n 'x"]) {
    const said = spawnSync("bash", ["-c", `printf %s ${shellWord(word)}`], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    });
    expect(said.stdout).toBe(word);
  }
});

test("groups keep the order of first appearance, and the first of equals stays", () => {
  const items = ["b1", "a1", "b2"];
  expect([...groupBy(items, (item) => item.slice(0, 1))]).toEqual([
    ["b", ["b1", "b2"]],
    ["a", ["a1"]],
  ]);
  expect(uniqueBy(items, (item) => item.slice(0, 1))).toEqual(["b1", "a1"]);
});

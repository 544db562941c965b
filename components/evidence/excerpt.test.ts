import { describe, expect, test } from "vitest";
import { citeJson } from "#lib/facts/cite.ts";
import { excerptsOf, markLines, readableLines } from "./excerpt.ts";

const fstab = "# one\nUUID=1 / ext4\nnas:/a /mnt/a nfs\nnas:/b /mnt/b nfs\nnone swap\n";
const cite = (line: number, text: string) => ({ source: "/etc/fstab", line, text });

describe("evidence for reading", () => {
  test("lines end at line feeds, with or without a carriage return or a last one", () => {
    expect(readableLines("a\r\nb\n")).toEqual(["a", "b"]);
    expect(readableLines("a\n\n")).toEqual(["a", ""]);
    expect(readableLines("")).toEqual([]);
  });

  test("a JSON array on one line is laid out by element; broken or spread JSON stays as it came", () => {
    expect(readableLines('[{"a":1},{"b":[2]}]\n')).toEqual(['{"a":1}', '{"b":[2]}']);
    expect(readableLines("[broken")).toEqual(["[broken"]);
    const deep = `[${"[".repeat(50_000)}${"]".repeat(50_000)}]`;
    expect(readableLines(deep)).toEqual([deep]);
    expect(markLines(`[${deep}]`, [{ source: "x", line: 1, text: "{}" }])).toHaveLength(1);
    expect(readableLines('[\n{"a":1}]')).toEqual(["[", '{"a":1}]']);
  });

  test("a cited JSON element is found by its text, also where the citation was cut", () => {
    const long = { ifname: "eth0", filler: "x".repeat(600) };
    const text = JSON.stringify([{ ifname: "lo" }, long]);
    expect(markLines(text, [citeJson("ip -j link", long)]).map((line) => line.telling)).toEqual([false, true]);
  });

  test("a part of a JSON element, with only some of its fields, marks that element", () => {
    const text = JSON.stringify([
      { ifname: "lo", addr_info: [{ local: "127.0.0.1", prefixlen: 8 }] },
      { ifname: "br0", addr_info: [{ family: "inet", local: "10.0.0.1", prefixlen: 24 }] },
    ]);
    expect(markLines(text, [citeJson("ip -j addr", { prefixlen: 24, local: "10.0.0.1" })]).map((line) => line.telling)).toEqual([
      false,
      true,
    ]);
    const elsewhere = citeJson("ip -j addr", { local: "192.0.2.1" });
    expect(excerptsOf([elsewhere], new Map([["ip -j addr", text]]))[0]?.lines).toEqual([
      { number: 1, text: elsewhere.text, telling: true },
    ]);
  });

  test("a finding shows the telling lines with what stands around them", () => {
    const [excerpt] = excerptsOf([cite(3, "nas:/a /mnt/a nfs"), cite(4, "nas:/b /mnt/b nfs")], new Map([["/etc/fstab", fstab]]));
    expect(excerpt?.lines.map((line) => `${line.number}${line.telling ? "!" : ""}`)).toEqual(["2", "3!", "4!", "5"]);
  });

  test("without the output the cited lines stand alone", () => {
    expect(excerptsOf([cite(3, "x")], new Map())).toEqual([{ source: "/etc/fstab", lines: [{ number: 3, text: "x", telling: true }] }]);
  });
});

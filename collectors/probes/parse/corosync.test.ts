import { expect, test } from "vitest";
import type { Section } from "#collectors/probe.ts";
import { blocksNamed, lastValue, parseCorosync } from "./corosync.ts";

function parse(text: string) {
  const section: Section = { source: "/etc/corosync/corosync.conf", status: "ok", exitStatus: 0, text, errorText: "", durationMs: 0 };
  return parseCorosync(section);
}

test("blocks nest, repeat, and know their lines", () => {
  const root = parse("# head\nnodelist {\n\tnode {\n name: a\n}\nnode{\n  name : b\n }\n}\ntotem {\n cluster_name:  x:y \n}\n");
  const nodes = blocksNamed(blocksNamed([root], "nodelist"), "node");
  expect(nodes.map((node) => [lastValue([node], "name"), node.index])).toEqual([
    ["a", 2],
    ["b", 5],
  ]);
  expect(lastValue(blocksNamed([root], "totem"), "cluster_name")).toBe("x:y");
});

test("of two blocks the later decides", () => {
  const quorum = blocksNamed([parse("quorum {\n two_node: 1\n}\nquorum {\n two_node: 0\n}\n")], "quorum");
  expect(lastValue(quorum, "two_node")).toBe("0");
  expect(lastValue(quorum, "expected_votes")).toBeNull();
});

test("braces that do not match end nothing and nobody", () => {
  const root = parse("}\n}\ntotem {\n  interface {\n    ringnumber: 0\n");
  expect(lastValue(blocksNamed(blocksNamed([root], "totem"), "interface"), "ringnumber")).toBe("0");
});

test("a hundred thousand open braces are read without recursion", () => {
  expect(blocksNamed([parse("a {\n".repeat(100_000))], "a")).toHaveLength(1);
});

import { describe, expect, test } from "vitest";
import { cell, host, place } from "#lib/reports/report/pictures/picture-testing.ts";
import { reportOf } from "#lib/reports/report/testing.ts";
import type { VlanPlace } from "#lib/reports/report/vlans-model.ts";
import type { Block } from "./block.ts";
import { vlanBlocks } from "./vlans.ts";

const blocksOf = (places: VlanPlace[], topology = reportOf("x").topology): Block[] => [
  ...vlanBlocks(reportOf("x", { kind: "fleet", topology, vlans: { places, disagreements: [] } })),
];
const titlesOf = (blocks: readonly Block[]) => blocks.flatMap((block) => (block.kind === "drawing" ? [block.drawing.title] : []));
const saidBy = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.kind === "paragraph" ? [block.words.map(({ text }) => text).join("")] : []));

describe("VLANs across hosts on paper", () => {
  test("a large group has pictures of its own, small ones share theirs", () => {
    const names = Array.from({ length: 14 }, (_, index) => `a${index}`);
    const hosts = [...names.map((name) => host(name)), host("b", { group: { kind: "site", name: "ham" } })];
    const places = [...names, "b"].map((name) => place(`${name}/br0`, [cell(1)]));
    const blocks = blocksOf(places, { hosts, things: [], ties: [] });
    expect(titlesOf(blocks)).toEqual(["VLANs of cluster prod", "VLANs of all other hosts"]);
  });

  test("nothing that was read disagrees; where nothing was read, nobody can tell", () => {
    expect(saidBy(blocksOf([place("a/br0", [cell(1)])]))).toEqual(["Nothing disagrees in what was read."]);
    const blocks = blocksOf([place("a/", [], { kind: "unread", uplinks: [], unread: ["its bridges and VLANs"] })]);
    expect(saidBy(blocks)).toEqual(["No bridge was read, so that nobody can tell."]);
    expect(blocks.find((block) => block.kind === "table")).toMatchObject({ label: "What of VLANs was not read" });
  });
});

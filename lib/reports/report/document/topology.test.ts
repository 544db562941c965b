import { describe, expect, test } from "vitest";
import type { Report } from "#lib/reports/report/model.ts";
import { host, thing, tie } from "#lib/reports/report/pictures/picture-testing.ts";
import { reportOf } from "#lib/reports/report/testing.ts";
import type { Block } from "./block.ts";
import { topologyBlocks } from "./topology.ts";

const blocksOf = (change: Partial<Report>): Block[] => [...topologyBlocks(reportOf("x", { kind: "fleet", ...change }))];
const titlesOf = (blocks: readonly Block[]) => blocks.flatMap((block) => (block.kind === "drawing" ? [block.drawing.title] : []));
const tableOf = (blocks: readonly Block[], label: string) =>
  blocks.flatMap((block) =>
    block.kind === "table" && block.label === label
      ? block.rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join("")))
      : [],
  );

describe("a fleet on paper", () => {
  test("of a few hosts is an overview and a picture for each group", () => {
    const site = { kind: "site" as const, name: "ham" };
    const hosts = [host("a"), host("b", { group: site })];
    const ties = hosts.map(({ id }) => tie(id, "dns:10.0.0.1"));
    const blocks = blocksOf({ topology: { hosts, things: [thing("dns:10.0.0.1")], ties } });
    expect(titlesOf(blocks)).toEqual([
      "The fleet by clusters, sites and networks",
      "Hosts of cluster prod, and what they hang on",
      "Hosts of site ham, and what they hang on",
    ]);
  });

  test("of many hosts draws what most hang on, and says in numbers and in the table what is not drawn", () => {
    const hosts = Array.from({ length: 200 }, (_, index) =>
      host(`kvm-${index}`, { group: { kind: "network", name: `10.0.${index}.0/24` } }),
    );
    const things = Array.from({ length: 100 }, (_, index) => thing(`storage:nas-${index}`));
    const ties = hosts.map(({ id }, index) => tie(id, `storage:nas-${Math.floor(index / 2)}`));
    const blocks = blocksOf({ topology: { hosts, things, ties } });
    expect(titlesOf(blocks)).toHaveLength(12);
    expect(titlesOf(blocks)[0]).toBe("What hangs on storage nas-0: 2 hosts");
    const said = blocks.flatMap((block) => (block.kind === "paragraph" ? block.words.map(({ text }) => text) : [])).join(" ");
    expect(said).toMatch(/^12 of 100 clusters, storages and DNS servers are drawn with their hosts.* 88 further things/);
    const rows = tableOf(blocks, "What goes with what");
    expect(rows.filter((row) => row.at(-1) === "yes")).toHaveLength(12);
    expect(rows.filter((row) => row.at(-1) === "no")).toHaveLength(88);
    expect(tableOf(blocks, "Clusters, sites and networks")).toHaveLength(200);
  });

  test("without any tie says so, and still names who was not read", () => {
    const blocks = blocksOf({ topology: { hosts: [host("a", { read: false })], things: [], ties: [] } });
    expect(blocks).toContainEqual({ kind: "paragraph", words: [{ text: "Nothing is known that these hosts hang on." }] });
    expect(tableOf(blocks, "Clusters, sites and networks")).toEqual([["cluster prod", "1", "a", "a"]]);
  });
});

test("a report about an incident tells nothing of it", () => {
  expect(blocksOf({ topology: null })).toEqual([]);
});

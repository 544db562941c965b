import { expect, test } from "vitest";
import { demoRecordings } from "#collectors/simulator/fleet.ts";
import { buildPart } from "#lib/graph/build-part.ts";
import type { Given } from "#lib/graph/given.ts";
import { givenText, parseGiven } from "#lib/graph/given-text.ts";
import { indexGraph } from "#lib/graph/indexed.ts";
import { unite } from "#lib/graph/unite.ts";
import { judgeRecording } from "./judge-recording.ts";

test("of everything in the recorded fleet one can say that it is lost, and is understood", async () => {
  const members = await Promise.all(
    demoRecordings.map(async ([name, recording]) => ({ name, address: "", part: buildPart((await judgeRecording(recording)).readings) })),
  );
  const graph = indexGraph(unite(members));
  expect(graph.nodes.size).toBeGreaterThan(200);
  const misread = [...graph.nodes.keys()].filter((target) => {
    const given: Given = { what: "lose", target };
    return JSON.stringify(parseGiven(graph, givenText(graph, given))) !== JSON.stringify(given);
  });
  expect(misread).toEqual([]);
}, 60_000);

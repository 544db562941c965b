import { describe, expect, test } from "vitest";
import { graphOf, need } from "#lib/graph/graph-testing.ts";
import { indexGraph } from "#lib/graph/indexed.ts";
import { rehearse } from "#lib/graph/rehearse.ts";
import { boxesAt, marksAt, wavesOf } from "./play.ts";

/** A host that needs its own guest's storage at boot: rebooted, it does not come back. */
const graph = indexGraph(
  graphOf([
    need("host:a", "boot", ["storage:nas"]),
    need("storage:nas", "run", ["guest:a/nas"]),
    need("guest:a/nas", "run", ["host:a"]),
    need("guest:a/web", "run", ["host:a"], { becomes: "hung" }),
    need("guest:a/web", "run", ["guest:a/nas"]),
    need("guest:b/late", "run", ["guest:a/nas"], { retries: true }),
  ]),
);
const waves = wavesOf(rehearse(graph, [{ what: "reboot", target: "host:a" }]).steps);
const told = (upTo: number) =>
  Object.fromEntries([...marksAt(waves, upTo, [])].map(([id, { state, isPast }]) => [id, isPast ? `was ${state}` : state]));

describe("a rehearsal, step by step", () => {
  test("tells at once what follows at once", () => {
    expect(waves.map(({ phase, steps }) => [phase, ...steps.map(({ node: { id } }) => id)].join(" "))).toEqual([
      "impact host:a",
      "impact guest:a/nas guest:a/web",
      "impact guest:a/web guest:b/late storage:nas",
      "return storage:nas",
      "return host:a",
      "return guest:a/nas guest:a/web",
      "return guest:a/web guest:b/late",
    ]);
  });

  test("marks what has been hit by then, by its worst state", () => {
    expect(told(1)).toEqual({ "host:a": "down" });
    expect(told(2)).toEqual({ "host:a": "down", "guest:a/nas": "down", "guest:a/web": "hung" });
    expect(told(3)["guest:a/web"]).toBe("down");
  });

  test("when things come back, only what stays away is marked as such", () => {
    expect(told(4)).toMatchObject({ "host:a": "was down", "storage:nas": "down", "guest:a/web": "was down" });
    expect(told(7)).toMatchObject({ "host:a": "down", "guest:a/web": "down" });
  });

  test("what is lost for good stays so while the rest comes back", () => {
    const marks = marksAt(waves, 4, [{ node: "guest:b/late", state: "down" }]);
    expect(marks.get("guest:b/late")).toMatchObject({ state: "down", isPast: false });
    expect(marks.get("guest:a/nas")).toMatchObject({ isPast: true });
  });

  test("new is what the present step hits", () => {
    expect([...marksAt(waves, 2, [])].filter(([, { isNew }]) => isNew).map(([id]) => id)).toEqual(["guest:a/nas", "guest:a/web"]);
  });

  test("counts in a box what it holds", () => {
    const boxOf = {
      "host:a": "host:a",
      "guest:a/nas": "host:a",
      "guest:a/web": "host:a",
      "storage:nas": "storage:nas",
      "guest:b/late": null,
    };
    const boxes = boxesAt(
      marksAt(waves, 2, []),
      boxOf,
      new Map([
        ["host:a", "host:a"],
        ["storage:nas", "storage:nas"],
      ]),
    );
    expect(boxes.get("host:a")).toMatchObject({ own: { state: "down" }, inside: 2, worst: "down", isNew: true });
    expect(boxes.has("storage:nas")).toBe(false);
  });

  test("before the first step and after the last there is nothing else", () => {
    expect(marksAt(waves, 0, []).size).toBe(0);
    expect(told(99)).toEqual(told(7));
  });
});

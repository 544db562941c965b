import { describe, expect, test } from "vitest";
import type { Given } from "./given.ts";
import { graphOf, need, node } from "./graph-testing.ts";
import { indexGraph } from "./indexed.ts";
import type { Need } from "./model.ts";
import { UnknownTarget } from "./plan.ts";
import { rehearse } from "./rehearse.ts";

const lose = (target: string): Given => ({ what: "lose", target });
const reboot = (target: string): Given => ({ what: "reboot", target });

/** "2 impact guest:a/web down", in order. */
function told(needs: readonly Need[], given: readonly Given[], nodes: Parameters<typeof graphOf>[1] = []): string[] {
  return rehearse(indexGraph(graphOf(needs, nodes)), given).steps.map(
    ({ order, phase, node: { id }, state }) => `${order} ${phase} ${id} ${state}`,
  );
}

describe("what follows", () => {
  const pair = [
    need("guest:a/web", "run", ["host:a"]),
    need("name:nas", "run", ["dns:a", "dns:b"]),
    need("dns:a", "run", ["guest:a/web"]),
    need("dns:b", "run", ["host:b"]),
  ];

  test("a loss goes along the needs, in waves", () => {
    expect(told(pair, [lose("host:a")])).toEqual(["1 impact host:a down", "2 impact guest:a/web down", "3 impact dns:a down"]);
  });

  test("one of several is enough until the last is gone", () => {
    expect(told(pair, [lose("host:a"), lose("host:b")]).at(-1)).toBe("4 impact name:nas down");
  });

  test("a reboot is over when everything is back", () => {
    const { steps } = rehearse(indexGraph(graphOf(pair)), [reboot("a")]);
    expect(steps.filter(({ phase }) => phase === "return")).toEqual([]);
  });

  test("a host that needs its own guest at boot stays down, and so does what it carries", () => {
    const ring = [
      need("host:a", "boot", ["storage:nas"], { manual: "comment the line" }),
      need("storage:nas", "run", ["guest:a/nas"]),
      need("guest:a/nas", "run", ["host:a"]),
    ];
    const nodes = [node("storage:nas")];
    expect(told(ring, [reboot("a")], nodes).filter((line) => line.includes("return"))).toEqual([
      "4 return storage:nas down",
      "5 return host:a down",
      "6 return guest:a/nas down",
    ]);
  });

  test("a start that is tried once loses against a provider that starts at the same time", () => {
    const race = [
      need("guest:a/nas", "run", ["host:a"]),
      need("guest:a/web", "run", ["host:a"]),
      need("guest:a/web", "start", ["guest:a/nas"], { isRace: true }),
    ];
    expect(told(race, [reboot("a")]).at(-1)).toBe("3 return guest:a/web down");
    expect(told(race, [reboot("guest:a/web")]).at(-1)).toBe("1 impact guest:a/web down");
  });

  test("votes that are too few fence, and what restarts comes back without them", () => {
    const votes = ["host:p1", "host:p2", "quorum-device:q"].map((id) => ({ node: id, weight: 1 }));
    const cluster = [
      need("cluster:lab", "run", [], { from: votes, atLeast: 2, becomes: "unmanaged" }),
      need("host:p2", "run", ["cluster:lab"], { failsOn: ["unmanaged"], restarts: true }),
    ];
    const played = rehearse(indexGraph(graphOf(cluster)), [lose("host:p1"), lose("quorum-device:q")]);
    expect(played.steps.map(({ node: { id }, state }) => `${id} ${state}`)).toContain("host:p2 down");
    expect(played.votes).toEqual([{ cluster: "lab", have: 1, need: 2 }]);
  });

  test("what holds is told, and what nobody would be told of", () => {
    const needs = [...pair, need("alert-path:mail", "run", ["guest:a/web"])];
    const played = rehearse(indexGraph(graphOf(needs)), [lose("host:a")]);
    expect(played.survives.map(({ id }) => id)).toEqual(["name:nas"]);
    expect(played.unnoticed).toEqual(["dns:a needs guest:a/web"]);
  });

  test("a need that nobody could read widens the answer and does not act", () => {
    const needs = [need("guest:a/web", "run", ["host:a"], { unknown: true, words: "has its disk there" })];
    const played = rehearse(indexGraph(graphOf(needs)), [lose("host:a")]);
    expect(played.steps).toHaveLength(1);
    expect(played.unknown).toContain("web would also be down if it has its disk there");
  });

  test("what a person must do, and the way in that is left", () => {
    const needs = [
      need("host:a", "boot", ["storage:nas"], { manual: "comment line 3" }),
      need("host:a", "recover", ["console:a"], { becomes: "unmanaged" }),
    ];
    const nodes = [node("console:a", { name: "BMC 10.0.0.5" })];
    const played = rehearse(indexGraph(graphOf(needs, nodes)), [reboot("a"), lose("storage:nas")]);
    expect(played.manual).toMatchObject([{ node: { id: "host:a" }, action: "comment line 3", wayIn: "BMC 10.0.0.5" }]);
  });

  test("the smaller action, before a host is rebooted for one guest", () => {
    const off = node("guest:a/dns", { running: false, roles: ["onboot"] });
    const played = rehearse(indexGraph(graphOf([need("guest:a/web", "run", ["host:a"])], [off])), [reboot("a")]);
    expect(played.tryFirst).toBe("1 of 2 guests of a is down (dns): open a console there before rebooting 1 healthy one.");
  });

  test.each([
    ["nothing of that name", "nowhere"],
    ["a name of several things", "twin"],
  ])("%s is refused", (_, target) => {
    const graph = indexGraph(graphOf([], [node("guest:a/twin"), node("guest:b/twin")]));
    expect(() => rehearse(graph, [reboot(target)])).toThrow(UnknownTarget);
  });
});

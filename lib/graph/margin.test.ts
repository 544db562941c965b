import { describe, expect, it } from "vitest";
import type { Given } from "./given.ts";
import { graphOf, need, node } from "./graph-testing.ts";
import { indexGraph } from "./indexed.ts";
import { narrowMargins } from "./margin.ts";
import type { Need } from "./model.ts";
import { rehearse } from "./rehearse.ts";

const reboot: Given = { what: "reboot", target: "host:a" };

/** What one more loss keeps down, as "what is lost: what stays". */
function margins(needs: readonly Need[], given: readonly Given[] = [reboot]): string[] {
  const graph = indexGraph(graphOf(needs, [node("host:a"), node("host:b")]));
  return narrowMargins(graph, given, rehearse(graph, given)).map((one) => `${one.node.id}: ${one.stays.map(({ id }) => id).join(" ")}`);
}

const mount = [need("mount:a//nas", "run", ["storage:nas"]), need("host:a", "boot", ["mount:a//nas"])];

describe("one more loss", () => {
  it("that a boot cannot bear is told, by what fails as a whole", () => {
    expect(margins(mount)).toEqual(["storage:nas: host:a"]);
  });

  it("takes the guests along that would have come back, the host first", () => {
    expect(margins([...mount, need("guest:a/web", "run", ["host:a"])])).toEqual(["storage:nas: host:a guest:a/web"]);
  });

  it("is none where a second one serves", () => {
    expect(margins([need("host:a", "boot", ["dns:1", "dns:2"])])).toEqual([]);
    expect(margins([need("host:a", "boot", ["dns:1"])])).toEqual(["dns:1: host:a"]);
  });

  it("does not count what that loss takes by itself", () => {
    expect(margins([need("host:a", "boot", ["storage:nas"]), need("guest:b/db", "run", ["storage:nas"])])).toEqual(["storage:nas: host:a"]);
  });

  it("is none where the host does not come back anyway, where nothing restarts, and where nobody could read it", () => {
    expect(margins([need("host:a", "boot", [], { atLeast: 1 }), need("host:a", "boot", ["storage:nas"])])).toEqual([]);
    expect(margins(mount, [{ what: "lose", target: "host:a" }])).toEqual([]);
    expect(margins([need("host:a", "boot", ["storage:nas"], { unknown: true })])).toEqual([]);
  });

  it("says nothing of a guest that goes with its own host", () => {
    expect(margins([need("guest:b/web", "run", ["host:b"])], [{ what: "restart", target: "guest:b/web" }])).toEqual([]);
  });

  it("stands worst first", () => {
    const needs = [need("host:a", "boot", ["storage:x"]), need("guest:a/web", "run", ["host:a"]), need("guest:a/web", "start", ["dns:1"])];
    expect(margins(needs)).toEqual(["storage:x: host:a guest:a/web", "dns:1: guest:a/web"]);
  });
});

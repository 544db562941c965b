import { describe, expect, test } from "vitest";
import { breaksOf } from "./break-chain.ts";
import type { Given } from "./given.ts";
import { graphOf, need } from "./graph-testing.ts";
import { indexGraph } from "./indexed.ts";
import type { Need } from "./model.ts";
import { rehearse } from "./rehearse.ts";

const reboot: Given = { what: "reboot", target: "host:a" };

/** "rule: N vanish, a and b come back", best first. */
function told(needs: readonly Need[], given: readonly Given[] = [reboot]): string[] {
  const graph = indexGraph(graphOf(needs));
  return breaksOf(graph, given, rehearse(graph, given)).best.map(
    ({ rules, vanish, comeBack }) =>
      `${rules.join(" + ")}: ${vanish} vanish, ${comeBack.map(({ name }) => name).join(" and ") || "nobody"} back`,
  );
}

const carried = [
  need("guest:a/nas", "run", ["host:a"]),
  need("guest:a/web", "run", ["host:a"]),
  need("storage:nas", "run", ["guest:a/nas"]),
];
const fstab = need("host:a", "boot", ["storage:nas"], { rule: "storage/nfs-fstab-no-nofail" });

describe("what would break the chain", () => {
  test("without the line that holds the boot, the host and what it carries come back", () => {
    expect(told([...carried, fstab])).toEqual(["storage/nfs-fstab-no-nofail: 4 vanish, a and nas and web back"]);
  });

  test("a fault that spares a host goes before one that spares steps", () => {
    const lookups = need("service:b/lookups", "run", ["guest:a/nas"], { rule: "dns/single-nameserver", becomes: "degraded" });
    expect(told([...carried, fstab, lookups])).toEqual([
      "storage/nfs-fstab-no-nofail: 5 vanish, a and nas and web back",
      "dns/single-nameserver: 2 vanish, nobody back",
    ]);
  });

  test("two faults that each hold the boot bring the host back only together", () => {
    const other = need("host:a", "boot", ["name:nas"], { rule: "storage/netfs-server-by-hostname" });
    const name = need("name:nas", "run", ["guest:a/web"]);
    expect(told([...carried, fstab, name, other])).toEqual([
      "storage/nfs-fstab-no-nofail + storage/netfs-server-by-hostname: 5 vanish, a and nas and web back",
    ]);
  });

  test("no fault among the reasons, nothing to break", () => {
    expect(told(carried)).toEqual([]);
  });

  test("what is not tried is told: a site full of faults is played again a few times only", () => {
    const lookups = Array.from({ length: 10 }, (_, index) =>
      need(`service:b/${index}`, "run", ["host:a"], { rule: `dns/fault-${index}`, becomes: "degraded" }),
    );
    const graph = indexGraph(graphOf(lookups));
    const { best, untried } = breaksOf(graph, [reboot], rehearse(graph, [reboot]));
    expect(best).toHaveLength(5);
    expect(untried).toBe(2);
  });

  test("places are those of the steps, and the graph stays as it was", () => {
    const graph = indexGraph(graphOf([...carried, fstab]));
    const played = rehearse(graph, [reboot]);
    expect(breaksOf(graph, [reboot], played).best[0]?.at.map(({ id }) => id)).toEqual(["host:a"]);
    expect(rehearse(graph, [reboot])).toEqual(played);
  });
});

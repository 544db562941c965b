import { describe, expect, test } from "vitest";
import { coldStart } from "./cold-start.ts";
import { graphOf, need } from "./graph-testing.ts";
import { indexGraph } from "./indexed.ts";
import type { Need } from "./model.ts";

const cuts = (needs: readonly Need[]) => {
  const [cycle] = coldStart(indexGraph(graphOf(needs))).cycles;
  return cycle?.cuts.map(({ from, to, fix, rule }) => `${from.name} → ${to.name}: ${rule ?? fix}`);
};
const carried = [
  need("guest:a/nas", "run", ["host:a"]),
  need("guest:a/nas", "run", ["host:a"], { id: "hung", becomes: "hung", failsOn: ["hung"] }),
  need("storage:nas", "run", ["guest:a/nas"]),
  need("mount:a//one", "run", ["storage:nas"]),
  need("mount:a//two", "run", ["storage:nas"]),
];

describe("where a ring is cut", () => {
  test("the lines of one host are one cut, and the cheapest that opens it goes first", () => {
    const boot = need("host:a", "boot", ["mount:a//one", "mount:a//two"], { atLeast: 2, rule: "storage/nfs-fstab-no-nofail" });
    expect(cuts([...carried, boot])).toEqual([
      "a → /one: storage/nfs-fstab-no-nofail",
      "nas → a: move its disk to local storage, or the service to another machine",
      "nas → nas: move its disk to local storage, or the service to another machine",
      "/one → nas: move its disk to local storage, or the service to another machine",
      "/two → nas: move its disk to local storage, or the service to another machine",
    ]);
  });

  test("a cheap line that leaves another way round goes after what opens the ring", () => {
    const lines = [
      need("host:a", "boot", ["mount:a//one"], { rule: "storage/nfs-fstab-no-nofail" }),
      need("host:a", "boot", ["mount:a//two"], { rule: "storage/local-mount-needs-remote" }),
    ];
    const [first] = cuts([...carried, ...lines]) ?? [];
    expect(first).toMatch(/^nas → a: move/);
  });
});

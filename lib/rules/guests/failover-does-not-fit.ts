import type { Guests } from "#lib/facts/guests.ts";
import type { Memory } from "#lib/facts/memory.ts";
import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { startsWithHost } from "#lib/rules/shared/guest-start.ts";
import { peerFact } from "#lib/rules/shared/peers.ts";
import { sizeOf } from "#lib/rules/shared/sizes.ts";
import { counted, listed, maximumCites } from "#lib/rules/shared/wording.ts";

const mebibyte = 1024 ** 2;
/** What a hypervisor itself needs to stay alive. */
const hostBytes = 2 * 1024 ** 3;

export const failoverDoesNotFit = defineRule({
  id: "guests/failover-does-not-fit",
  title: "The HA guests of this node do not fit into the memory of the others",
  why: "When this node fails, HA starts its guests on the others whether they have room or not. Then the kernel there kills guests, and one dead node becomes a dead cluster.",
  scope: "host",
  scenarios: ["node-loss"],
  likelihood: 3,
  impact: 3,
  references: ["ha-manager(1)"],
  needs: ["guests", "clusterGuests", "peers"],
  check({ guests, clusterGuests, peers }) {
    const moving = guests.filter(({ haState, running, template }) => haState === "started" && running === true && !template);
    if (moving.length === 0) throw new NotApplicable("no guest of this node is kept running by HA");
    const others = clusterGuests.nodes.length - 1;
    const rooms = peers.flatMap((peer) => {
      const [memory, own] = [peerFact(peer, "memory"), peerFact(peer, "guests")];
      return memory === undefined || own === undefined ? [] : [{ name: peer.name, freeBytes: freeOf(memory, own) }];
    });
    if (rooms.length < others)
      throw new Undecidable(`the memory of ${counted(others - rooms.length, "other node")} of the cluster is not known`);
    const needed = bytesOf(moving);
    const free = rooms.reduce((sum, { freeBytes }) => sum + freeBytes, 0);
    if (needed <= free) return [];
    return [
      {
        subject: "HA guests",
        title: `The HA guests of this node need ${sizeOf(needed)}, and the other nodes together have ${sizeOf(free)} left for them`,
        observed: `${listed(moving.map((guest) => `${guestLabel(guest)} ${sizeOf((guest.memoryMiB ?? 0) * mebibyte)}`))}; left: ${listed(rooms.map(({ name, freeBytes }) => `${name} ${sizeOf(freeBytes)}`))}`,
        expected: "room for the guests of any one node on the others",
        cite: [clusterGuests.nodesAt, ...moving.map(({ at }) => at)].slice(0, maximumCites),
        confidence: "inferred",
      },
    ];
  },
  remedy: {
    steps: [
      "Take guests that may be down for a while out of HA: `ha-manager set vm:VMID --state ignored`",
      "Or give less memory to some, or more to the nodes",
    ],
    risk: "A guest outside HA stays down when its node does.",
    verify: "ha-manager status",
  },
});

/** What is left when every machine there takes what it may. */
function freeOf(memory: Memory, guests: Guests): number {
  const taken = bytesOf(
    guests.filter((guest) => guest.platform !== "lxc" && !guest.template && (guest.running === true || startsWithHost(guest))),
  );
  return Math.max(0, memory.totalBytes - hostBytes - taken);
}

function bytesOf(guests: Guests): number {
  return guests.reduce((sum, { memoryMiB }) => sum + (memoryMiB ?? 0), 0) * mebibyte;
}

import { defineRule } from "#lib/rules/rule.ts";
import { peerFact } from "#lib/rules/shared/peers.ts";
import { killedGuests } from "./parts/killed-guests.ts";
import { crashedObservation, goneObservation, killedObservation, ran, wasStopped } from "./parts/stopped-guests.ts";

export const unexpectedlyStopped = defineRule({
  id: "guests/unexpectedly-stopped",
  title: "A guest stopped, and nobody stopped it",
  why: "What stopped it once is still there, and the next guest it takes may be one that others need. A guest that died of the host's memory dies again on the next busy day.",
  scope: "guest",
  scenarios: ["nas-loss", "hardware-fault"],
  likelihood: 4,
  impact: 2,
  postmortems: ["kvm-pair-panic-reboot", "ram-allotted-100-percent"],
  references: ["qm(1)", "virsh(1)"],
  needs: ["guests"],
  wants: ["kernelEvents", "tasks", "identity", "before"],
  check({ guests, kernelEvents, tasks, identity, before }, now) {
    const killed = kernelEvents === undefined ? [] : killedGuests(kernelEvents, guests).map((killed) => killedObservation(killed, now));
    const crashed = guests.filter(({ state }) => state === "crashed").map(crashedObservation);
    const earlier = before === undefined ? undefined : peerFact(before.baseline, "guests");
    const sameBoot = before !== undefined && identity?.bootId != null && peerFact(before.baseline, "identity")?.bootId === identity.bootId;
    const recent = tasks?.recent ?? [];
    // Only a list of tasks that goes back as far as the earlier picture can say that nobody stopped it.
    const reachesBack =
      before !== undefined && recent.some(({ startedAt }) => Date.parse(startedAt) <= before.baseline.seenUntil.getTime());
    const gone = sameBoot && reachesBack ? guests.filter((guest) => ran(guest, earlier) && !wasStopped(guest, recent)) : [];
    const taken = new Set([...killed, ...crashed].map(({ key }) => key));
    return [...killed, ...crashed, ...gone.filter(({ id }) => !taken.has(id)).map((guest) => goneObservation(guest, gone.length))];
  },
  remedy: {
    steps: [
      "Find the cause first: `journalctl -k | grep -iE 'oom|I/O error'`, and the guest's own log of its last minutes",
      "Then start it: `qm start VMID`, or `virsh start NAME`",
    ],
    risk: "Started without the cause mended, it may stop again, or take memory from the next guest.",
    verify: "journalctl -k --grep 'Out of memory'",
  },
});

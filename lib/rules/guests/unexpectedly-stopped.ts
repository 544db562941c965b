import type { Task } from "#lib/facts/backups.ts";
import type { Guest } from "#lib/facts/guests.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { startsWithHost } from "#lib/rules/shared/guest-start.ts";
import { type KilledGuest, killedGuests } from "#lib/rules/shared/killed-guests.ts";
import { peerFact } from "#lib/rules/shared/peers.ts";

const stopping =
  /^(qm|vz)(stop|shutdown|suspend|destroy|migrate|mstart|mshutdown)|^(qmigrate|vzmigrate|stopall|suspendall|hamigrate|hastop|vzdump)$/;

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
  check({ guests, kernelEvents, tasks, identity, before }) {
    const killed = kernelEvents === undefined ? [] : killedGuests(kernelEvents, guests).map(killedObservation);
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

function killedObservation({ guest, event }: KilledGuest): Observation & { key: string } {
  const who = guest === null ? "a guest" : guestLabel(guest);
  return {
    subject: guest === null ? "QEMU" : guestLabel(guest),
    key: guest?.id ?? "qemu",
    title: `The kernel killed ${who} because the host had no memory left`,
    observed: `Out of memory: Killed process of ${who}${event.lastAt === null ? "" : ` at ${event.lastAt.slice(0, 16).replace("T", " ")}`}${guest?.running === true ? "; it runs again" : ""}`,
    expected: "memory for every guest that runs",
    cite: [event.at, ...(guest?.stateAt ? [guest.stateAt] : [])],
    impact: 3,
  };
}

function crashedObservation(guest: Guest): Observation & { key: string } {
  return {
    subject: guestLabel(guest),
    key: guest.id,
    title: `${guestLabel(guest)} crashed`,
    observed: `libvirt calls it ${guest.state}`,
    expected: "running, or shut off by somebody",
    cite: [guest.stateAt ?? guest.at],
  };
}

function ran(guest: Guest, earlier: readonly Guest[] | undefined): boolean {
  return (
    guest.running === false &&
    !guest.template &&
    guest.platform !== "libvirt" &&
    earlier?.find(({ id }) => id === guest.id)?.running === true
  );
}

function wasStopped({ id }: Guest, recent: readonly Task[]): boolean {
  return recent.some(({ type, subject }) => stopping.test(type) && (subject === id || subject === null));
}

/** A guest may also have been shut down from inside, which leaves no task. */
function goneObservation(guest: Guest, together: number): Observation {
  const wanted = startsWithHost(guest);
  return {
    subject: guestLabel(guest),
    key: guest.id,
    title: `${guestLabel(guest)} ran before and is stopped now, and no task stopped it`,
    observed: `${guest.state ?? "stopped"}; the host has not been restarted since it ran; no stop, shutdown or migration in the list of tasks`,
    expected: "running, or a task that stopped it",
    cite: [guest.stateAt ?? guest.at],
    likelihood: wanted ? 4 : 2,
    impact: wanted && together >= 2 ? 3 : 2,
    confidence: "suspected",
  };
}

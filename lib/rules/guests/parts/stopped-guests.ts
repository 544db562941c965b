import type { Task } from "#lib/facts/backups.ts";
import type { Guest } from "#lib/facts/guests.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { startsWithHost } from "#lib/rules/shared/guest-start.ts";
import type { KilledGuest } from "./killed-guests.ts";

const stopping =
  /^(qm|vz)(stop|shutdown|suspend|destroy|migrate|mstart|mshutdown)|^(qmigrate|vzmigrate|stopall|suspendall|hamigrate|hastop|vzdump)$/;

/** The kernel took its process. */
export function killedObservation({ guest, event }: KilledGuest, now: Date): Observation & { key: string } {
  const who = guest === null ? "a guest" : guestLabel(guest);
  return {
    subject: guest === null ? "QEMU" : guestLabel(guest),
    key: guest?.id ?? "qemu",
    title: `The kernel killed ${who} because the host had no memory left`,
    observed: `Out of memory: Killed process of ${who}${event.lastAt === null ? "" : ` at ${event.lastAt.slice(0, 16).replace("T", " ")}`}${guest?.running === true ? "; it runs again" : ""}`,
    expected: "memory for every guest that runs",
    cite: [event.at, ...(guest?.stateAt ? [guest.stateAt] : [])],
    // Long ago in a boot of months, and never again: it can come back, but it is not going on.
    likelihood: event.lastAt !== null && now.getTime() - Date.parse(event.lastAt) > 30 * 86_400_000 ? 2 : 4,
    impact: 3,
  };
}

/** libvirt saw it crash. */
export function crashedObservation(guest: Guest): Observation & { key: string } {
  return {
    subject: guestLabel(guest),
    key: guest.id,
    title: `${guestLabel(guest)} crashed`,
    observed: `libvirt calls it ${guest.state}`,
    expected: "running, or shut off by somebody",
    cite: [guest.stateAt ?? guest.at],
  };
}

/** Whether it ran in an earlier picture and is off now. */
export function ran(guest: Guest, earlier: readonly Guest[] | undefined): boolean {
  return (
    guest.running === false &&
    !guest.template &&
    guest.platform !== "libvirt" &&
    earlier?.find(({ id }) => id === guest.id)?.running === true
  );
}

/** Whether a task stopped it, or all guests. */
export function wasStopped({ id }: Guest, recent: readonly Task[]): boolean {
  return recent.some(({ type, subject }) => stopping.test(type) && (subject === id || subject === null));
}

/** A guest may also have been shut down from inside, which leaves no task. */
export function goneObservation(guest: Guest, together: number): Observation {
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

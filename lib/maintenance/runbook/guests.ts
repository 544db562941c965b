import type { PartGuest } from "#lib/graph/part.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";
import { line } from "./line.ts";
import type { RunbookInput, RunbookSection } from "./runbook.ts";

/** What others need is started first, then as the start order says, then by name. */
const first = ["storage", "DNS", "gateway", "authentication", "secrets"];

export function guestsSection({ part, readings }: RunbookInput): RunbookSection | null {
  const isRead = readings.guests?.status === "ok";
  if (part.system === "linux" || readings.guests?.status === "absent") return null;
  const guests = part.guests.filter(({ template, onboot, running }) => !template && (onboot || running !== false));
  return {
    title: "Guests, in the order to start them",
    lines: guests.sort(byNeed).map((guest) => {
      const roles = guest.roles.length === 0 ? "" : ` (${guest.roles.join(", ")})`;
      const auto = guest.onboot ? "" : "; does not start by itself";
      const disks = [...new Set(guest.disks.flatMap(({ storage, path }) => storage ?? path ?? []))].slice(0, 3);
      const on = disks.length === 0 ? "" : `; disks on ${disks.join(", ")}`;
      return line(`${guest.name}${roles}${auto}${on}`, startOf(guest, part.system), [guest.at]);
    }),
    missing: isRead ? null : "the guests could not be read",
  };
}

function byNeed(one: PartGuest, other: PartGuest): number {
  const rank = ({ roles }: PartGuest) => Math.min(first.length, ...roles.map((role) => first.indexOf(role)).filter((index) => index >= 0));
  const order = ({ order: place }: PartGuest) => place ?? Number.MAX_SAFE_INTEGER;
  return rank(one) - rank(other) || order(one) - order(other) || (one.name < other.name ? -1 : 1);
}

function startOf({ id, name }: PartGuest, system: string | null): string {
  return system === "proxmox" ? `qm start ${shellWord(id)} || pct start ${shellWord(id)}` : `virsh start ${shellWord(name)}`;
}

import { compareBy } from "#lib/engine/drift/compare.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Guest, GuestDevices, PendingChange } from "#lib/facts/guests.ts";
import type { Confidence, Level } from "#lib/rules/rule.ts";
import { counted } from "./wording.ts";

/** What the next start does to the place of a guest's network cards. */
export interface LayoutChange {
  /** "NIC 52:54:…: slot 0x03 now, slot 0x02 next". */
  moved: string[];
  /** Devices that come or go, and settings that change. */
  causes: string[];
  severity: { likelihood: Level; impact: Level; confidence: Confidence };
  cite: Cite[];
}

/** How the stored definition of a guest moves its cards; null where it does not. Only what runs now can still change. */
export function layoutChange(guest: Guest): LayoutChange | null {
  if (guest.running === false) return null;
  return guest.platform === "libvirt" ? byAddresses(guest.devices, guest.nextDevices) : bySettings(guest.pending ?? []);
}

const isCard = (device: string) => device.startsWith("interface");

/** libvirt writes addresses down; a card without one gets the first free slot, which the devices before it decide. */
function byAddresses(now: GuestDevices, next: GuestDevices | null): LayoutChange | null {
  if (next === null) return null;
  const { added, removed, changed } = compareBy(now.pci, next.pci, ({ device }) => device);
  const others = [...removed.map((one) => ({ one, verb: "goes" })), ...added.map((one) => ({ one, verb: "comes" }))].filter(
    ({ one }) => !isCard(one.device),
  );
  const cards = changed.filter(({ key, now: stored }) => isCard(key) && (stored.address !== null || others.length > 0));
  if (cards.length === 0) return null;
  return {
    moved: cards.map(
      ({ key, before, now: stored }) =>
        `NIC ${key.replace(/^interface /, "")}: PCI ${slotOf(before.address)} now, ${slotOf(stored.address)} next`,
    ),
    causes: others.map(({ one, verb }) => `${named(one.device)} (${slotOf(one.address)}) ${verb}`),
    severity: { likelihood: 3, impact: 3, confidence: cards.some(({ now: stored }) => stored.address === null) ? "inferred" : "confirmed" },
    cite: [...cards.flatMap(({ before, now: stored }) => [before.at, stored.at]), ...others.map(({ one }) => one.at)],
  };
}

const named = (device: string) => (device === "video" ? "video (VGA controller)" : device);

function slotOf(address: string | null): string {
  const slot = /:([0-9a-f]{2})\.[0-7]$/i.exec(address ?? "")?.[1];
  return slot === undefined ? "no slot given" : `slot 0x${slot}`;
}

/**
 * Proxmox gives its cards fixed slots, so that little moves them: another machine type does; extra arguments, given devices, firmware and
 * the model of the card may give the card another name. A display alone does not.
 */
function bySettings(pending: readonly PendingChange[]): LayoutChange | null {
  const isModel = ({ key, now, next }: PendingChange) =>
    /^net\d+$/.test(key) && now !== null && next !== null && modelOf(now) !== modelOf(next);
  const machine = pending.filter(({ key, now, next }) => key === "machine" && chipset(now) !== chipset(next));
  const others = pending.filter((change) => /^(bios|args|scsihw|hostpci\d+)$/.test(change.key) || isModel(change));
  const display = pending.filter(({ key }) => key === "vga");
  const all = [...machine, ...others, ...display];
  if (all.length === 0) return null;
  return {
    moved: machine.length > 0 ? [`machine type with ${counted(machine.length, "pending change")}: every PCI address is another`] : [],
    causes: all.map(({ key, now, next }) => `${key}: ${now ?? "not set"} now, ${next ?? "not set"} next`),
    severity: {
      likelihood: machine.length + others.length > 0 ? 3 : 1,
      impact: machine.length > 0 ? 3 : others.length > 0 ? 2 : 1,
      confidence: machine.length > 0 ? "inferred" : "suspected",
    },
    cite: all.map(({ at }) => at),
  };
}

/** "virtio=BC:…,bridge=vmbr0" has the model in front. */
const modelOf = (value: string) => value.split(/[=,]/, 1)[0];
/** A version of one chipset keeps the slots; not set means i440fx. */
const chipset = (value: string | null) => (value?.includes("q35") ? "q35" : "i440fx");

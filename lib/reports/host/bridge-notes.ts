import type { Finding } from "#lib/engine/judgement.ts";
import type { Guest } from "#lib/facts/guests.ts";
import type { Readings } from "#lib/facts/index.ts";
import { bandOf, type Severity } from "#lib/rules/severity.ts";

/** A fault that a rule found on this bridge. */
export interface BridgeFault {
  severity: Severity;
  words: string;
}

/** What a fault of a bridge's VLANs is called beside its table. */
const words: Record<string, string> = {
  "bridge/pvid-mismatch-host-guests": "PVIDs disagree",
  "bridge/uplink-pvid-mismatch": "uplink disagrees",
};

/** The worst VLAN fault of each bridge, by its name: the subject of those rules is the bridge. */
export function bridgeFaults(findings: readonly Pick<Finding, "rule" | "subject" | "severity">[]): Map<string, BridgeFault> {
  const faults = new Map<string, BridgeFault>();
  for (const { rule, subject, severity } of findings) {
    const said = words[rule];
    const before = faults.get(subject);
    if (said === undefined || (before !== undefined && bandOf(before.severity) >= bandOf(severity))) continue;
    faults.set(subject, { severity, words: said });
  }
  return faults;
}

/** What stands behind each port, by its name: the guest of a tap or vnet, the addresses of a bridge or card. */
export function portNotes(readings: Pick<Readings, "guests" | "addresses">): Map<string, string> {
  const notes = new Map<string, string>();
  if (readings.addresses?.status === "ok") {
    for (const { interface: name, address, prefixLength, scope } of readings.addresses.value) {
      if (scope === "link") continue;
      const before = notes.get(name);
      notes.set(name, `${before === undefined ? "" : `${before}, `}${address}/${prefixLength}`);
    }
  }
  if (readings.guests?.status === "ok") for (const guest of readings.guests.value) noteGuest(guest, notes);
  return notes;
}

/** Proxmox names its ports after the guest's id and the card's number (tap100i0, fwpr100p0, veth100i0); libvirt tells the name. */
function noteGuest(guest: Guest, notes: Map<string, string>): void {
  for (const { slot, device } of guest.nics) {
    const number = /\d+$/.exec(slot)?.[0] ?? "0";
    const made = guest.platform === "libvirt" ? [] : [`tap${guest.id}i${number}`, `fwpr${guest.id}p${number}`, `veth${guest.id}i${number}`];
    for (const name of device === null ? made : [device, ...made]) notes.set(name, guest.name);
  }
}

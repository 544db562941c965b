import type { Cite } from "#lib/facts/cite.ts";
import type { PartGuest } from "#lib/graph/part.ts";

interface Clause {
  pattern: RegExp;
  apply(guest: PartGuest, said: string[], at: Cite): void;
}

const clauses: readonly Clause[] = [
  { pattern: /^onboot$/, apply: (guest) => void Object.assign(guest, { onboot: true }) },
  { pattern: /^stopped$/, apply: (guest) => void Object.assign(guest, { running: false }) },
  { pattern: /^under HA$/, apply: (guest) => void Object.assign(guest, { isHa: true }) },
  { pattern: /^order (\d+)$/, apply: (guest, [order]) => void Object.assign(guest, { order: Number(order) }) },
  { pattern: /^has (\S+)$/, apply: (guest, [address = ""]) => void guest.addresses.push(address) },
  { pattern: /^mac (\S+)$/, apply: (guest, [mac = ""]) => void guest.macs.push(mac) },
  { pattern: /^is (.+)$/, apply: (guest, [role = ""]) => void guest.roles.push(role) },
  { pattern: /^console (.+)$/, apply: (guest, [console = ""]) => void Object.assign(guest, { console }) },
  {
    pattern: /^card moves at its next start$/,
    apply: (guest, _, at) => void Object.assign(guest, { nicMove: { words: "NIC: slot 0x03 now, slot 0x02 next", at } }),
  },
  {
    pattern: /^disk on (\S+)$/,
    apply: (guest, [where = ""], at) =>
      void guest.disks.push(
        where.startsWith("/") ? { slot: "vda", storage: null, path: where, at } : { slot: "scsi0", storage: where, path: null, at },
      ),
  },
  {
    pattern: /^on (\S+)(?: in VLAN (\d+))?$/,
    apply: (guest, [bridge = "", vid], at) =>
      void guest.nics.push({ bridge, vid: vid === undefined ? null : Number(vid), trunks: null, mac: null, at }),
  },
];

/** "web, onboot, disk on /mnt/nas": a guest that runs, and what else is said of it. Throws for words that nobody understands. */
export function guestFrom(said: string, at: Cite): PartGuest {
  const [name = "", ...rest] = said.split(", ");
  const guest: PartGuest = {
    id: name,
    name,
    running: true,
    onboot: false,
    template: false,
    order: null,
    upSeconds: null,
    isHa: false,
    macs: [],
    addresses: [],
    nics: [],
    disks: [],
    roles: [],
    nicMove: null,
    console: null,
    at,
    onbootAt: at,
  };
  for (const words of rest) {
    const clause = clauses.find(({ pattern }) => pattern.test(words));
    if (clause === undefined) throw new Error(`${at.source}:${at.line}: "${words}" is nothing to say of a guest`);
    clause.apply(guest, (clause.pattern.exec(words) ?? []).slice(1), at);
  }
  return guest;
}

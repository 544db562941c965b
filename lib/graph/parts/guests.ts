import type { Guest } from "#lib/facts/guests.ts";
import type { Readings } from "#lib/facts/index.ts";
import type { HostPart, PartGuest } from "#lib/graph/part.ts";
import { diskDirectory } from "#lib/rules/shared/guest-disks.ts";
import { addressesOfNic, guestAtPort } from "#lib/rules/shared/guest-ports.ts";
import { rolesOf } from "#lib/rules/shared/guest-roles.ts";
import { isHaManaged, startsWithHost } from "#lib/rules/shared/guest-start.ts";
import { layoutChange } from "#lib/rules/shared/pci-layout-changes.ts";
import { waits } from "#lib/rules/shared/pve-guests-wait.ts";
import { readFact } from "./read.ts";

/** The guests of a host, as far as others need them or they need others. */
export function guestsOf(readings: Readings): PartGuest[] {
  const [storages, neighbours] = [readFact(readings, "storages"), readFact(readings, "neighbours") ?? []];
  const roleOf = rolesOf(readFact(readings, "guests") ?? [], { resolver: undefined, routes: undefined, neighbours: undefined });
  const vlans = vlansByMac(readings);
  return (readFact(readings, "guests") ?? []).map((guest) => ({
    id: guest.id,
    name: guest.name,
    running: guest.running,
    onboot: startsWithHost(guest),
    template: guest.template,
    order: guest.startup?.order ?? null,
    upSeconds: guest.startup?.upSeconds ?? null,
    isHa: isHaManaged(guest),
    macs: guest.nics.flatMap((nic) => nic.mac?.toLowerCase() ?? []),
    addresses: [...new Set(guest.nics.flatMap((nic) => addressesOfNic(nic, neighbours)))],
    nics: guest.nics.map(({ bridge, vlanTag, trunks, mac, at }) => ({
      bridge,
      vid: vlanTag ?? vlans.get(mac?.toLowerCase() ?? "") ?? null,
      trunks,
      mac: mac?.toLowerCase() ?? null,
      at,
    })),
    disks: guest.disks
      .filter(({ media, kind }) => media === "disk" && kind !== "empty")
      .map((disk) => ({ slot: disk.slot, storage: disk.storage, path: diskDirectory(disk, storages), at: disk.at })),
    roles: [roleOf(guest)?.role].filter((role) => role !== undefined),
    nicMove: nicMoveOf(guest),
    console: consoleOf(guest),
    at: guest.at,
    onbootAt: guest.onbootAt,
  }));
}

/** How the host starts its guests: Proxmox tries each once, libvirt too; HA tries again. */
export function guestStartOf(readings: Readings): HostPart["guestStart"] {
  const services = readFact(readings, "services");
  const isProxmox = readFact(readings, "identity")?.system === "proxmox";
  const unit = services?.find(({ unit: name }) =>
    isProxmox ? name === "pve-guests.service" : /^(libvirtd|virtqemud)\.service$/.test(name),
  );
  const delayed = (readFact(readings, "bootState")?.startDelaySeconds ?? 0) > 0;
  return {
    waitsForStorage:
      services === undefined ? null : delayed || (unit !== undefined && (isProxmox ? waits(unit) : unit.requiresMountsFor.length > 0)),
    isOnce: true,
    at: unit?.at ?? null,
  };
}

function nicMoveOf(guest: Guest): PartGuest["nicMove"] {
  const change = layoutChange(guest);
  const [at] = change?.cite ?? [];
  if (change === null || at === undefined || change.moved.length === 0) return null;
  return { words: change.moved.join("; "), at };
}

/** The console after the next start: that of the stored definition, where it differs from the one that runs. */
function consoleOf(guest: Guest): string | null {
  const { consoles, screens, video } = guest.nextDevices ?? guest.devices;
  if (consoles.length > 0) return guest.platform === "libvirt" ? `virsh console ${guest.name}` : `qm terminal ${guest.id}`;
  if (guest.platform === "lxc") return `pct console ${guest.id}`;
  const [screen] = screens;
  if (screen !== undefined && (guest.platform !== "libvirt" || video !== "none")) return `${screen.type.toUpperCase()} of ${guest.name}`;
  return guest.platform === "qemu" && video !== "none" ? `Proxmox console of ${guest.id}` : null;
}

/** VLANs that the bridges' ports put untagged frames of a guest into, by MAC: a hook may have set what the definition does not ask for. */
function vlansByMac(readings: Readings): ReadonlyMap<string, number> {
  const [guests, links] = [readFact(readings, "guests") ?? [], readFact(readings, "links") ?? []];
  const filtering = (readFact(readings, "bridgeVlans") ?? []).filter(({ vlanFiltering }) => vlanFiltering);
  const ports = filtering.flatMap(({ ports: all }) => all).filter(({ role }) => role === "guest");
  return new Map(
    ports.flatMap((port) => {
      const mac = guestAtPort(port, guests, links)?.nic.mac?.toLowerCase();
      return mac === undefined || port.pvid === null ? [] : [[mac, port.pvid] as const];
    }),
  );
}

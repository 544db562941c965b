import { watch } from "#lib/engine/drift/watch.ts";
import type { GuestDisk, GuestHostDevice, GuestNic } from "#lib/facts/guests.ts";
import { guestIdentity, guestLabel } from "#lib/rules/shared/guest-disks.ts";

const disks = watch({
  fact: "guests",
  kind: "disk",
  group: "guests",
  partOf: "guest",
  things: (all) =>
    all.flatMap((guest) =>
      guest.disks.map((disk) => ({
        key: `${guestIdentity(guest)} ${disk.slot}`,
        within: guestIdentity(guest),
        name: `disk ${disk.slot} of ${guestLabel(guest)}`,
        says: diskSays(disk),
        at: [disk.at],
      })),
    ),
});

function diskSays(disk: GuestDisk) {
  return {
    lies: disk.source === "" ? "nowhere" : `on ${disk.source}`,
    bus: disk.bus,
    cache: disk.cache,
    "IO thread": disk.ioThread,
    "backed up": disk.backedUp,
    replicated: disk.replicated,
    media: disk.media,
  };
}

const nics = watch({
  fact: "guests",
  kind: "NIC",
  group: "guests",
  partOf: "guest",
  things: (all) =>
    all.flatMap((guest) =>
      guest.nics.map((nic) => ({
        key: `${guestIdentity(guest)} ${nic.mac?.toLowerCase() ?? nic.slot}`,
        alias: `${guestIdentity(guest)} ${nic.slot}`,
        within: guestIdentity(guest),
        name: `NIC ${nic.slot} of ${guestLabel(guest)}`,
        says: nicSays(nic),
        at: [nic.at],
      })),
    ),
});

function nicSays(nic: GuestNic) {
  return {
    MAC: nic.mac?.toLowerCase(),
    bridge: nic.bridge,
    VLAN: nic.vlanTag,
    trunks: nic.trunks,
    model: nic.model,
    firewall: nic.firewall,
    unplugged: nic.linkDown,
    MTU: nic.mtu,
    addresses: nic.addresses,
    gateways: nic.gateways,
  };
}

const hostDevices = watch({
  fact: "guests",
  kind: "host device",
  group: "guests",
  weight: 1,
  partOf: "guest",
  things: (all) =>
    all.flatMap((guest) =>
      guest.hostDevices.map((device) => ({
        key: `${guestIdentity(guest)} ${device.slot}`,
        within: guestIdentity(guest),
        name: `device ${device.slot} given to ${guestLabel(guest)}`,
        says: hostDeviceSays(device),
        at: [device.at],
      })),
    ),
});

function hostDeviceSays({ kind, address, deviceId, mapping }: GuestHostDevice) {
  return { kind, address, "device id": deviceId, mapping };
}

/** Screens get their port anew at each start; what they are and where they listen is set. */
const consoles = watch({
  fact: "guests",
  kind: "console",
  group: "guests",
  partOf: "guest",
  comesAndGoes: true,
  things: (all) =>
    all.map((guest) => ({
      key: guestIdentity(guest),
      within: guestIdentity(guest),
      name: `guest ${guestLabel(guest)}`,
      says: {
        video: guest.devices.video,
        screens: guest.devices.screens.map(({ type, listen }) => (listen === null ? type : `${type} on ${listen}`)),
        consoles: guest.devices.consoles,
      },
      at: [...guest.devices.screens.map(({ at }) => at), guest.at],
    })),
});

const hooks = watch({
  fact: "libvirtHooks",
  kind: "hook",
  group: "guests",
  effect: "at the next restart of each guest",
  things: (all) =>
    all.map((hook) => ({
      key: hook.path,
      name: `hook ${hook.path}`,
      says: {
        executable: hook.executable ?? undefined,
        "sets PVIDs": hook.pvids.map(String),
        "VLAN lines": hook.vlanLines.map(({ text }) => text.trim()),
        "lines that call virsh": hook.virshLines.map(({ text }) => text.trim()),
        "guests served": hook.guestList,
        owner: hook.owner ?? undefined,
        "writable by others": hook.writableByOthers ?? undefined,
      },
      at: [...hook.vlanLines, hook.at],
    })),
});

export const guestDeviceWatches = [disks, nics, hostDevices, consoles, hooks];

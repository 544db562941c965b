import { compareBy } from "#lib/engine/drift/compare.ts";
import type { PciDevices } from "#lib/facts/pci-devices.ts";
import { defineRule, type Level, type Observation } from "#lib/rules/rule.ts";
import { peerFact } from "#lib/rules/shared/peers.ts";
import { factBefore } from "#lib/rules/shared/since.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";

/** One device that moves was plugged into another slot; so many are a setting of the BIOS (bifurcation, above-4G decoding) or a new board. */
const manyMoved = 3;

export const firmwareChanged = defineRule({
  id: "change/firmware-changed",
  title: "The firmware changed, or it hands out PCI addresses in another way",
  why: "New firmware sets its options back and may number the buses anew: names of network cards, devices given to guests and the boot order go with them.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 2,
  impact: 2,
  needs: ["before", "identity", "firmware"],
  wants: ["pciDevices"],
  check({ before, identity, firmware, pciDevices }): Observation[] {
    const was = factBefore(before, identity, "firmware");
    const fields = (["biosVendor", "biosVersion", "biosDate", "board", "product"] as const).filter(
      (field) => was[field] !== null && firmware[field] !== null && was[field] !== firmware[field],
    );
    const devicesBefore = peerFact(before.baseline, "pciDevices");
    const moved = devicesBefore === undefined || pciDevices === undefined ? [] : movedDevices(devicesBefore, pciDevices);
    const many = moved.length >= manyMoved;
    if (fields.length === 0 && !many) return [];
    const texts = fields.map((field) => `${names[field]} ${was[field]} before, ${firmware[field]} now`);
    const places = moved.map(({ before: old, now }) => `${now.name}: ${old.address} before, ${now.address} now`);
    return [
      {
        subject: firmware.product ?? "the machine",
        key: "firmware",
        title: many ? `${moved.length} PCI devices have another address than before` : `${texts[0] ?? "firmware changed"}`,
        observed: [...texts, ...(many ? [listed(places, 6)] : [])].join("; "),
        expected: "as before, or a change that somebody confirmed",
        cite: [was.at, firmware.at, ...(many ? moved.flatMap(({ before: old, now }) => [old.at, now.at]) : [])].slice(0, maximumCites),
        likelihood: (many ? 3 : 2) as Level,
        impact: (many ? 3 : 2) as Level,
      },
    ];
  },
  remedy: {
    steps: [
      "Before the next boot look at what hangs on addresses: names of network cards (`ip -br link` against the configuration), `hostpci` of guests, the boot order.",
      "Compare the BIOS settings with what you wrote down: power after loss, virtualisation, bifurcation, watchdog.",
    ],
    risk: "Going back to older firmware is often not possible.",
    verify: "cat /sys/class/dmi/id/bios_version; lspci -D",
  },
  references: ["dmidecode(8)", "systemd.net-naming-scheme(7)"],
});

const names = { biosVendor: "BIOS vendor", biosVersion: "BIOS", biosDate: "BIOS date", board: "board", product: "product" } as const;

/** Devices of which there is one of their kind before and now, so that it is the same, on another bus or slot. */
function movedDevices(before: PciDevices, now: PciDevices) {
  const single = (devices: PciDevices) => {
    const ids = devices.map(({ deviceId }) => deviceId);
    return devices.filter(({ deviceId }) => deviceId !== null && ids.indexOf(deviceId) === ids.lastIndexOf(deviceId));
  };
  return compareBy(single(before), single(now), ({ deviceId }) => deviceId).changed.filter(
    (change) => change.before.address !== change.now.address,
  );
}

import { defineRule, type Level, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { peerFact } from "#lib/rules/shared/peers.ts";
import { counted, listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { type FirmwareFacts, firmwareChanges, movedDevices } from "./parts/firmware-changes.ts";
import { requireSameMachine } from "./parts/since.ts";

/** One device that moves was plugged into another slot; so many are a setting of the BIOS (bifurcation, above-4G decoding) or a new board. */
const manyMoved = 3;
const sources = ["bmc", "firmware", "pciDevices", "smart"] as const;

export const firmwareChanged = defineRule({
  id: "change/firmware-changed",
  title: "The firmware changed, or it hands out PCI addresses in another way",
  why: "New firmware sets its options back and may number the buses anew: names of network cards, devices given to guests and the boot order go with them.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 2,
  impact: 2,
  needs: ["before", "identity"],
  wants: sources,
  check({ before, identity, ...now }): Observation[] {
    requireSameMachine(before.baseline, identity);
    const was: FirmwareFacts = Object.fromEntries(sources.map((name) => [name, peerFact(before.baseline, name)]));
    if (!sources.some((name) => was[name] !== undefined && now[name] !== undefined)) {
      throw new Undecidable("nothing of the firmware was read both before and now");
    }
    const changes = firmwareChanges(was, now);
    const moved = was.pciDevices === undefined || now.pciDevices === undefined ? [] : movedDevices(was.pciDevices, now.pciDevices);
    const many = moved.length >= manyMoved;
    if (changes.length === 0 && !many) return [];
    const places = moved.map(({ before: old, now: device }) => `${device.name}: ${old.address} before, ${device.address} now`);
    return [
      {
        subject: now.firmware?.product ?? identity.hostname,
        key: "firmware",
        title: many
          ? `${moved.length} PCI devices have another address than before`
          : `${counted(changes.length, "firmware version")} changed: ${listed(
              changes.map(({ text }) => text),
              2,
            )}`,
        observed: [...changes.map(({ text }) => text), ...(many ? [listed(places, 6)] : [])].join("; "),
        expected: "as before, or a change that somebody confirmed",
        cite: [...changes.flatMap(({ cite }) => cite), ...(many ? moved.flatMap((change) => [change.before.at, change.now.at]) : [])].slice(
          0,
          maximumCites,
        ),
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

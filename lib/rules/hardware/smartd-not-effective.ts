import type { BlockDevices } from "#lib/facts/block-devices.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Services } from "#lib/facts/services.ts";
import { defineRule, type Level, NotApplicable, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { requireHardware, runningService, smartAgents, smartdUnits, smartExporters } from "#lib/rules/shared/hardware.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { smartdFaults } from "./parts/smartd-faults.ts";

export const smartdNotEffective = defineRule({
  id: "hardware/smartd-not-effective",
  title: "Nobody would hear of a disk that is about to fail",
  why: "Disks tell of unreadable sectors weeks before they go. Without smartd, or with one that tests nothing and calls nobody, the first sign is the failure itself, or the second one during the rebuild.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 2,
  impact: 3,
  needs: ["identity", "services"],
  wants: ["smartd", "smart", "blockDevices"],
  check({ identity, services, smartd, smart, blockDevices }) {
    requireHardware(identity);
    if (blockDevices && !blockDevices.some(isPhysicalDisk)) throw new NotApplicable("this host has no disk of its own");
    const exporter = runningService(services, smartExporters);
    const daemon = runningService(services, smartdUnits);
    if (!daemon && exporter) return [];
    const agent = daemon ? undefined : runningService(services, smartAgents);
    if (agent) throw new Undecidable(`smartd does not run; ${agent.unit} can ask the disks, and whether it does is not seen from here`);
    if (!daemon) return [notRunning(services)];
    if (!smartd) throw new Undecidable("smartd runs, and its configuration was not read");
    const faults = smartdFaults(smartd, smart ?? []);
    if (faults.length === 0) return [];
    const [worst] = faults.toSorted((one, two) => two.impact - one.impact);
    return [
      observed(
        faults.map(({ text }) => text),
        [...faults.map(({ at }) => at), daemon.at],
        worst?.impact ?? 2,
        worst?.text,
      ),
    ];
  },
  remedy: {
    steps: [
      "`apt install smartmontools` or `dnf install smartmontools`",
      "Write in smartd.conf: `DEVICESCAN -a -n standby,10,q -s (S/../../7/02|L/../01/./03) -W 4,45,55 -m root -M exec /usr/share/smartmontools/smartd-runner`; behind a RAID controller one line for each disk with `-d megaraid,N`",
      "`systemctl enable --now smartd`, then once with `-M test` to see that the mail arrives",
    ],
    risk: "Long self-tests slow a disk down for hours: put them into quiet nights, not all disks at once. No script that shuts the host down while it still has redundancy.",
    verify: "smartd -q showtests",
  },
  postmortems: ["debian-hosts-line-blocks-pmxcfs"],
  references: ["smartd.conf(5)", "smartd(8)"],
});

function notRunning(services: Services): Observation {
  const known = services.find(({ unit }) => smartdUnits.includes(unit));
  const state = known
    ? `${known.unit} is ${known.activeState ?? known.unitFileState}`
    : "smartd is not installed: no smartd.service and no smartmontools.service";
  return observed([state], known ? [known.at] : services.slice(0, 1).map(({ at }) => at), 3);
}

function observed(faults: readonly string[], cite: readonly Cite[], impact: Level, worst?: string): Observation {
  return {
    subject: "smartd",
    title: worst === undefined ? "No SMART monitoring: nobody would hear of a disk that is about to fail" : `smartd runs, but ${worst}`,
    observed: listed(faults, 8),
    expected: "smartd enabled, with all checks, self-tests and an address that is read",
    cite: cite.slice(0, maximumCites),
    impact,
  };
}

/** Disks of the machine itself: not of a storage network, a stick, or the host of a guest. */
function isPhysicalDisk({ type, transport, removable, model }: BlockDevices[number]): boolean {
  if (type !== "disk" || removable === true || /QEMU|VIRTUAL|iSCSI/i.test(model ?? "")) return false;
  return transport === null ? model !== null : /^(sata|ata|sas|nvme|scsi|spi)$/.test(transport);
}

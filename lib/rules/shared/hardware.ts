import type { Identity } from "#lib/facts/identity.ts";
import type { Service, Services } from "#lib/facts/services.ts";
import type { SmartDisk, SmartValueName } from "#lib/facts/smart.ts";
import { NotApplicable } from "#lib/rules/rule.ts";

const aDayMs = 86_400_000;

/** What people call the versions that a BIOS tells of itself and of its board. */
export const firmwareLabels = {
  biosVendor: "BIOS vendor",
  biosVersion: "BIOS",
  biosDate: "BIOS date",
  board: "board",
  product: "product",
} as const;

/** A virtual machine or a container has no hardware of its own to watch. */
export function requireHardware(identity: Identity): void {
  const { virtualization } = identity;
  if (virtualization !== null && virtualization !== "none") throw new NotApplicable(`not a physical machine (${virtualization})`);
}

/** The host's own clock, by which its logs are dated; where it was not read, the time of judging. */
export function hostTime(identity: Identity | undefined, now: Date): Date {
  return identity?.clock ? new Date(identity.clock) : now;
}

/** Whether the time lies at most so many days before the other one; a line without a time counts, since the log is that of the running boot. */
export function isWithinDays(time: string | null, days: number, at: Date): boolean {
  return time === null || at.getTime() - Date.parse(time) <= days * aDayMs;
}

/** The first of these units that runs, or is enabled where its state was not read. */
export function runningService(services: Services, units: readonly string[]): Service | undefined {
  const known = services.filter(({ unit }) => units.includes(unit));
  return known.find(({ activeState, unitFileState, result }) =>
    activeState === null
      ? unitFileState === "enabled"
      : ["active", "activating", "reloading"].includes(activeState) && result !== "exit-code",
  );
}

/** Units that watch SMART beside smartd. */
export const smartExporters = [
  "prometheus-smartctl-exporter.service",
  "smartctl_exporter.service",
  "scrutiny.service",
  "scrutiny-collector.timer",
  "prometheus-node-exporter-smartmon.timer",
  "prometheus-node-exporter-nvme.timer",
  "dsm_sa_datamgrd.service",
  "amsd.service",
  "smad.service",
];
/** Agents that ask disks by a plug-in, if they were told to. */
export const smartAgents = [
  "telegraf.service",
  "zabbix-agent2.service",
  "zabbix-agent.service",
  "netdata.service",
  "collectd.service",
  "check-mk-agent.socket",
  "cmk-agent-ctl-daemon.service",
  "datadog-agent.service",
  "pmcd.service",
  "munin-node.service",
  "nagios-nrpe-server.service",
  "nrpe.service",
  "icinga2.service",
];
export const smartdUnits = ["smartd.service", "smartmontools.service"];

/** What a disk counts under a name: the largest of its values; null where it does not count it. */
export function smartValue(disk: SmartDisk, name: SmartValueName): number | null {
  const values = disk.values.flatMap((one) => (one.name === name ? [one.value] : []));
  return values.length === 0 ? null : Math.max(...values);
}

/** "sdf (8CK7L2KE)": as people look for it, and as it says on the label. */
export function diskName(disk: Pick<SmartDisk, "device" | "serial">): string {
  const device = disk.device.replace(/^\/dev\//, "");
  return disk.serial ? `${device} (${disk.serial})` : device;
}

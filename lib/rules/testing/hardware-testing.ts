import type { Bmc, BmcEvent, BmcSensor } from "#lib/facts/bmc.ts";
import type { Boots, KernelEventKind, KernelEvents } from "#lib/facts/events.ts";
import type { MemoryErrors } from "#lib/facts/memory-errors.ts";
import type { Raid, RaidArray } from "#lib/facts/raid.ts";
import type { Sensor } from "#lib/facts/sensors.ts";
import type { SmartDisk, SmartValueName } from "#lib/facts/smart.ts";
import type { Smartd, SmartdDirective } from "#lib/facts/smartd.ts";
import type { Ups } from "#lib/facts/ups.ts";
import type { Watchdog, WatchdogDevice } from "#lib/facts/watchdog.ts";
import { anyTime, cite } from "./testing.ts";

/** Facts about hardware for tests of rules, one line each. Nothing of the product imports this. */

/** An instant so many days before the clock of the tests. */
export function daysAgo(days: number): string {
  return new Date(anyTime.getTime() - days * 86_400_000).toISOString();
}

/** kernelEvent("hung-task", "loki", 1): one line, so many days ago. */
export function kernelEvent(
  kind: KernelEventKind,
  subject: string | null,
  days = 1,
  over: Partial<KernelEvents["events"][number]> = {},
): KernelEvents["events"][number] {
  const time = daysAgo(days);
  return { kind, subject, count: 1, firstAt: time, lastAt: time, at: cite("journalctl -k", `kernel: ${kind} ${subject}`), ...over };
}

export function kernelLog(...events: KernelEvents["events"]): KernelEvents {
  return { events, since: daysAgo(30) };
}

/** boot(40, false): it ended so many days ago, cleanly or not. */
export function boot(endedDaysAgo: number | null, endedCleanly: boolean | null, lastLines: string[] = []): Boots[number] {
  const [startedAt, endedAt] = [daysAgo((endedDaysAgo ?? 0) + 30), endedDaysAgo === null ? null : daysAgo(endedDaysAgo)];
  const at = cite("last -x", `reboot system boot ${startedAt}`);
  return {
    bootId: null,
    startedAt,
    endedAt,
    endedCleanly,
    kernel: null,
    lastLines: lastLines.map((line) => cite("journalctl -b -1", line)),
    at,
  };
}

/** smartDisk("sda", { "pending-sectors": 8 }): healthy in everything else. */
export function smartDisk(name: string, values: Partial<Record<SmartValueName, number>> = {}, over: Partial<SmartDisk> = {}): SmartDisk {
  const counted = Object.entries(values).map(([key, value]) => ({
    name: key as SmartValueName,
    value,
    at: cite(`smartctl -a /dev/${name}`, `${key} ${value}`),
  }));
  return {
    device: `/dev/${name}`,
    model: "HUH721212ALE601",
    serial: `SERIAL-${name}`,
    firmware: "A1",
    protocol: name.startsWith("nvme") ? "nvme" : "ata",
    passed: true,
    unread: null,
    values: counted,
    failingAttributes: [],
    selfTests: [],
    at: cite(`smartctl -a /dev/${name}`, "SMART overall-health self-assessment test result: PASSED"),
    ...over,
  };
}

/** directive("DEVICESCAN", { selfTests: null }): watches everything, unless `over` says otherwise. */
export function directive(device: string, over: Partial<SmartdDirective> = {}): SmartdDirective {
  return {
    device,
    options: ["-a"],
    selfTests: "(S/../.././02|L/../../6/03)",
    mail: "root",
    program: null,
    temperature: "4,45,55",
    checksFailures: true,
    ignored: false,
    at: cite("/etc/smartd.conf", `${device} -a`),
    ...over,
  };
}

export function smartd(...directives: SmartdDirective[]): Smartd {
  return { directives, failTypes: [], at: cite("/etc/smartd.conf", "DEVICESCAN") };
}

export function raidArray(name: string, over: Partial<RaidArray> = {}): RaidArray {
  return {
    name,
    kind: "md",
    level: "raid1",
    state: "ok",
    stateText: "[2/2] [UU]",
    membersWanted: 2,
    membersWorking: 2,
    faulty: [],
    at: cite("/proc/mdstat", `${name} : active raid1`),
    ...over,
  };
}

export function raid(over: Partial<Raid> = {}): Raid {
  return { arrays: [], controllers: [], disks: [], ...over };
}

/** sensor("Package id 0", 47, 80, 90). */
export function sensor(
  label: string,
  value: number,
  high: number | null = null,
  critical: number | null = null,
  over: Partial<Sensor> = {},
): Sensor {
  const at = cite("sensors -j", `"${label}":{"temp1_input":${value}}`);
  return { chip: "coretemp-isa-0000", label, kind: "temperature", value, high, critical, alarm: false, at, ...over };
}

export function bmc(over: Partial<Bmc> = {}): Bmc {
  return {
    manufacturer: "DELL Inc",
    firmwareRevision: "2.86",
    sensors: [],
    events: [],
    logUsedPercent: 0,
    logOverflowed: false,
    logAt: cite("ipmitool sel info", "Percent Used     : 0%"),
    clockAheadSeconds: 0,
    clockAt: cite("ipmitool sel time get", "05/01/2026 12:00:00"),
    chassisFaults: [],
    at: cite("ipmitool mc info", "Manufacturer Name         : DELL Inc"),
    ...over,
  };
}

/** bmcEvent("Power Supply PS2 Status", "Power Supply AC lost", 3): it began so many days ago. */
export function bmcEvent(sensorName: string, event: string, days: number | null = 1, asserted: boolean | null = true): BmcEvent {
  return {
    loggedAt: days === null ? null : daysAgo(days),
    sensor: sensorName,
    event,
    asserted,
    at: cite("ipmitool sel elist", `${sensorName} | ${event}`),
  };
}

export function bmcSensor(name: string, state: string, reading: string): BmcSensor {
  return { name, state, reading, at: cite("ipmitool sdr elist", `${name} | ${state} | ${reading}`) };
}

export function memoryErrors(over: Partial<MemoryErrors> = {}): MemoryErrors {
  return { controllers: [memoryController(0)], modules: [], correction: null, ...over };
}

export function memoryController(correctable: number, uncorrectable = 0): NonNullable<MemoryErrors["controllers"]>[number] {
  return { name: "mc0", type: null, correctable, uncorrectable, at: cite("/sys/devices/system/edac/mc/mc0/ce_count", `${correctable}`) };
}

export function memoryModule(label: string, correctable: number, uncorrectable = 0): MemoryErrors["modules"][number] {
  return { label, correctable, uncorrectable, at: cite("/sys/devices/system/edac/mc/mc0/dimm3/dimm_ce_count", `${correctable}`) };
}

/** ups(): nothing is installed. */
export function ups(over: Partial<Ups> = {}): Ups {
  return {
    mode: null,
    hasMonitorConfig: false,
    monitorConfigAt: null,
    monitored: [],
    drivers: [],
    hasApcupsd: false,
    onUsb: [],
    states: [],
    ...over,
  };
}

/** monitoredUps("ups@localhost"): NUT's client with its configuration. */
export function monitoredUps(name: string, over: Partial<Ups> = {}): Ups {
  const at = cite("/etc/nut/upsmon.conf", `MONITOR ${name} 1 upsmon`);
  return ups({ hasMonitorConfig: true, monitorConfigAt: at, monitored: [{ ups: name, role: "primary", at }], ...over });
}

/** watchdog(watchdogDevice("iTCO_wdt", "active")). */
export function watchdog(devices: WatchdogDevice[], over: Partial<Watchdog> = {}): Watchdog {
  return {
    devices,
    systemdSeconds: 0,
    systemdAt: cite("systemctl show -p RuntimeWatchdogUSec", "RuntimeWatchdogUSec=0"),
    daemon: null,
    fencingModule: null,
    hungTaskPanic: false,
    panicSeconds: 10,
    ...over,
  };
}

export function watchdogDevice(identity: string, state: string, name = "watchdog0"): WatchdogDevice {
  return { name, identity, state, timeoutSeconds: 30, nowayout: false, at: cite(`/sys/class/watchdog/${name}/state`, state) };
}

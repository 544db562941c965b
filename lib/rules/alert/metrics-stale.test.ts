import { expect } from "vitest";
import type { Schedule } from "#lib/facts/schedules.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";
import { metricsStale as rule } from "./metrics-stale.ts";

const file = (name: string, modifiedAt: string) => {
  const path = `/var/lib/prometheus/node-exporter/${name}`;
  return [{ name, path, modifiedAt, at: cite("ls -l", name) }];
};
const timer = (command: string, lastRunAt: string | null, nextRunAt: string | null): Schedule[] => [
  {
    by: "timer",
    when: command.replace("service", "timer"),
    user: "root",
    command,
    lastRunAt,
    nextRunAt,
    at: cite("systemctl list-timers", command),
  },
];
const cron = (when: string, command: string): Schedule[] => [
  { by: "cron", when, user: "root", command, lastRunAt: null, nextRunAt: null, at: cite("/etc/cron.d/x", command) },
];
const host = identity({ clock: "2026-05-01T12:00:00Z", uptimeSeconds: 40 * 86_400 });
const apt = timer("prometheus-node-exporter-apt.service", "2026-05-01T11:50:00Z", "2026-05-01T12:05:00Z");

describeRule(
  rule,
  { textfileMetrics: file("apt.prom", "2026-04-28T11:00:00Z"), schedules: apt, identity: host },
  {
    fails: {
      "a job of every quarter of an hour, a file of three days": [
        {},
        {
          severity: "low",
          subject: "apt.prom",
          confidence: "confirmed",
          observed: "apt.prom: last written over 3 days ago, its job: prometheus-node-exporter-apt.service",
        },
      ],
      "a gauge on which reboots are decided": [
        { textfileMetrics: file("node_reboot_required.prom", "2026-04-20T11:00:00Z"), schedules: [] },
        { severity: "medium", confidence: "suspected", observed: expect.stringContaining("no job of its name found") },
      ],
      "it still tells of the time before the boot": [
        {
          textfileMetrics: file("node_reboot_required.prom", "2026-05-01T06:00:00Z"),
          identity: identity({ clock: "2026-05-01T12:00:00Z", uptimeSeconds: 4 * 3600 }),
        },
        { severity: "medium", observed: expect.stringContaining("before the last boot") },
      ],
      "a cron job of every five minutes": [
        {
          textfileMetrics: file("zfs.prom", "2026-05-01T08:00:00Z"),
          schedules: cron("*/5 * * * *", "/usr/local/bin/zfs-metrics > zfs.prom"),
        },
        "medium",
      ],
    },
    passes: {
      "four minutes old": { textfileMetrics: file("apt.prom", "2026-05-01T11:56:00Z") },
      "a daily job with a daily timer": {
        textfileMetrics: file("smartmon.prom", "2026-04-30T11:00:00Z"),
        schedules: timer("prometheus-node-exporter-smartmon.service", "2026-04-30T11:00:00Z", "2026-05-01T11:00:00Z"),
      },
      "a daily cron job": { textfileMetrics: file("backup.prom", "2026-04-29T12:30:00Z"), schedules: cron("30 12 * * *", "backup --prom") },
      "no job known, written yesterday": { textfileMetrics: file("custom.prom", "2026-04-30T11:00:00Z"), schedules: undefined },
      "an empty folder": { textfileMetrics: [] },
    },
  },
);

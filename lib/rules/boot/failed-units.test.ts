import { describe, expect, test } from "vitest";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { cite, mountUnit } from "#lib/rules/testing/testing.ts";
import { failedUnits as rule } from "./failed-units.ts";

const failed = (unit: string, description = "") => ({
  unit,
  load: "loaded",
  sub: "failed",
  description,
  at: cite("systemctl --failed", `${unit} loaded failed failed ${description}`),
});
const judgeUnits = (...units: string[]) => judge(rule, { failedUnits: units.map((unit) => failed(unit)) });
const managedBy = (...managers: ("networkmanager" | "systemd-networkd" | "netplan")[]) => ({
  managers,
  interfaces: [],
  pins: [],
  kernelNames: false,
  pending: null,
  pendingAdded: [],
  pendingRemoved: [],
});

describeNeeds(rule, { failedUnits: [failed("mnt-nas.mount", "/mnt/nas")] });

test("mount units are one finding, with their results; every other unit is its own", () => {
  const { findings } = judge(rule, {
    failedUnits: [
      failed("mnt-nas-vms.mount", "/mnt/nas/vms"),
      failed("corosync-qdevice.service", "Corosync Qdevice daemon"),
      failed("mnt-nas-isos.mount"),
    ],
    mountUnits: [mountUnit("/mnt/nas/vms", { activeState: "failed", result: "exit-code" })],
  });
  expect(findings.map(({ subject, title, severity }) => ({ subject, title, severity }))).toEqual([
    {
      subject: "mnt-nas-vms.mount and mnt-nas-isos.mount",
      title: "2 mount units have failed since boot; the next boot will fail there again",
      severity: "high",
    },
    {
      subject: "corosync-qdevice.service",
      title: "corosync-qdevice.service has failed since boot; the next boot will fail there again",
      severity: "high",
    },
  ]);
  expect(findings[0]?.observed).toBe("mnt-nas-vms.mount failed (/mnt/nas/vms); mnt-nas-isos.mount failed; result: exit-code");
  expect(findings[0]?.fingerprint).toBe("boot/failed-units|host:kvm-01|mounts");
});

describe("a finding", () => {
  test.each([
    ["networking.service", "high"],
    ["zfs-import-cache.service", "high"],
    ["pve-guests.service", "high"],
    ["libvirtd.service", "high"],
    ["virtqemud.service", "high"],
    ["watchdog-mux.service", "high"],
    ["chronyd.service", "high"],
    ["nut-driver@ups.service", "high"],
    ["systemd-networkd-wait-online.service", "high"],
    ["postfix.service", "low"],
    ["runner.service", "low"],
  ])("%s is %s", (unit, severity) => {
    expect(judgeUnits(unit).findings.map((finding) => finding.severity)).toEqual([severity]);
  });

  test("wait-online counts where networkd has the network", () => {
    const units = [failed("systemd-networkd-wait-online.service")];
    expect(judge(rule, { failedUnits: units, networkConfig: managedBy("netplan", "systemd-networkd") }).verdict).toBe("failed");
  });
});

describe("not a finding", () => {
  test.each([
    "run-r1f2.service",
    "run-u17.scope",
    "session-4.scope",
    "user@1000.service",
    "dnf-makecache.service",
    "fwupd-refresh.service",
    "motd-news.service",
  ])("%s", (unit) => {
    expect(judgeUnits(unit)).toMatchObject({ verdict: "passed" });
  });

  test("the catalogue's sound state: an empty list", () => {
    expect(judgeUnits()).toMatchObject({ verdict: "passed" });
  });

  test("wait-online of networkd where NetworkManager has the network", () => {
    const units = [failed("systemd-networkd-wait-online.service")];
    expect(judge(rule, { failedUnits: units, networkConfig: managedBy("networkmanager") }).verdict).toBe("passed");
  });
});

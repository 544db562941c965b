import { expect } from "vitest";
import { service } from "#lib/rules/testing/boot-testing.ts";
import { directive, smartDisk, smartd } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { blockDevice } from "#lib/rules/testing/storage-testing.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";
import { smartdNotEffective as rule } from "./smartd-not-effective.ts";

const running = [service("smartmontools.service")];
const sound = { services: running, smartd: smartd(directive("DEVICESCAN")) };
const failType = (word: string) => ({ ...smartd(directive("DEVICESCAN")), failTypes: [{ word, at: cite("run.d/10mail", word) }] });

describeRule(
  rule,
  { identity: identity(), services: [service("ssh.service")], blockDevices: [blockDevice("sda")] },
  {
    fails: {
      "smartd is not installed": [{}, { severity: "medium", subject: "smartd", observed: expect.stringContaining("not installed") }],
      "installed and disabled": [
        { services: [service("smartd.service", { activeState: "inactive", unitFileState: "disabled" })] },
        { severity: "medium", observed: "smartd.service is inactive" },
      ],
      "it failed": [{ services: [service("smartd.service", { activeState: "failed", result: "exit-code" })] }, "medium"],
      "the catalogue's DEVICESCAN -H": [
        { ...sound, smartd: smartd(directive("DEVICESCAN", { checksFailures: false, mail: null, selfTests: null, temperature: null })) },
        { severity: "medium", observed: expect.stringContaining("neither -m nor -M exec") },
      ],
      "Debian's default is low: no self-tests, no temperature": [
        { ...sound, smartd: smartd(directive("DEVICESCAN", { selfTests: null, temperature: null })) },
        "low",
      ],
      "lines behind DEVICESCAN": [
        { ...sound, smartd: smartd(directive("DEVICESCAN"), directive("/dev/sdb", { ignored: true })) },
        { severity: "low", observed: "1 line after DEVICESCAN that smartd never reads" },
      ],
      "a disk that is not in the list": [
        { ...sound, smartd: smartd(directive("/dev/sda")), smart: [smartDisk("sda"), smartDisk("sdb")] },
        { severity: "medium", observed: expect.stringContaining("/dev/sdb is not in its list") },
      ],
      "disks behind a controller": [{ ...sound, smart: [smartDisk("sda", {}, { unread: "behind-controller" })] }, "medium"],
      "a script that waits for a word that never comes": [
        { ...sound, smartd: failType("USAGE_FAILED") },
        { severity: "medium", observed: expect.stringContaining("USAGE_FAILED") },
      ],
      "a file without a disk": [{ ...sound, smartd: smartd() }, "medium"],
    },
    passes: {
      "the catalogue's sound line": sound,
      "enabled, its state not read": { ...sound, services: [service("smartd.service", { activeState: null, result: null })] },
      "a timer writes SMART for the agent": { services: [service("prometheus-node-exporter-smartmon.timer")] },
      "another program scrapes SMART": { services: [service("prometheus-smartctl-exporter.service")] },
      "controller disks with their own lines": {
        ...sound,
        smart: [smartDisk("sda", {}, { unread: "behind-controller" })],
        smartd: smartd(directive("/dev/sda", { options: ["-d", "megaraid,0", "-a"] })),
      },
      "a word that smartd says": { ...sound, smartd: failType("CurrentPendingSector") },
    },
    notApplicable: {
      "a guest": { identity: identity({ virtualization: "kvm" }) },
      "disks of a storage network and a stick": {
        blockDevices: [blockDevice("sda", { transport: "iscsi" }), blockDevice("sdb", { transport: "usb" })],
      },
    },
    unknown: {
      "an agent that can ask the disks": { services: [service("telegraf.service")] },
      "its configuration was not read": { ...sound, smartd: undefined },
    },
  },
);

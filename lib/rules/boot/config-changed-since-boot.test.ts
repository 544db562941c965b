import { earlier } from "#lib/rules/testing/context-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, fstab, identity } from "#lib/rules/testing/testing.ts";
import { configChangedSinceBoot } from "./config-changed-since-boot.ts";

const file = (path: string, changedAt: string) => ({ path, changedAt, at: cite("ls -l", `${changedAt} ${path}`) });
const up = (days: number) => identity({ clock: "2026-04-30T12:00:00Z", uptimeSeconds: days * 86_400 });
const line = fstab("nas:/a /a nfs nofail 0 0");

describeRule(
  configChangedSinceBoot,
  { identity: up(100), bootFiles: [file("/etc/fstab", "2026-03-10T10:00:00Z"), file("/etc/hosts", "2025-01-02T10:00:00Z")] },
  {
    fails: {
      "fstab is newer than the boot": [
        {},
        {
          severity: "medium",
          title: "/etc/fstab changed after the boot of 2026-01-20: this host has never booted with it",
          observed: "booted 2026-01-20; changed since: /etc/fstab on 2026-03-10",
          fingerprint: "boot/config-changed-since-boot|host:kvm-01|files",
        },
      ],
      "a unit of one's own is low": [{ bootFiles: [file("/etc/systemd/system/backup.service", "2026-03-10T10:00:00Z")] }, "low"],
      "fstab differs from what it was before the boot": [
        { fstab: line, before: { baseline: earlier({}), beforeBoot: earlier({ fstab: fstab("nas:/b /b nfs nofail 0 0") }) } },
        "medium",
      ],
    },
    passes: {
      "fstab is older than the boot": { bootFiles: [file("/etc/fstab", "2025-12-10T10:00:00Z")] },
      "the boot itself wrote it": { bootFiles: [file("/etc/hosts", "2026-01-20T12:03:00Z")] },
      "the content is that of before the boot": {
        fstab: line,
        before: { baseline: earlier({}), beforeBoot: earlier({ fstab: line }) },
      },
      "a snap was refreshed": { bootFiles: [file("/etc/systemd/system/snap-core20-2318.mount", "2026-03-10T10:00:00Z")] },
      "resolv.conf is not looked at: DHCP writes it": { bootFiles: [] },
    },
    notApplicable: { "a container": { identity: identity({ virtualization: "lxc" }) } },
    unknown: { "no clock": { identity: identity({ clock: null }) } },
  },
);

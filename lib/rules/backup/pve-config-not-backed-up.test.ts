import { expect } from "vitest";
import { service } from "#lib/rules/testing/boot-testing.ts";
import { schedule } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, storage } from "#lib/rules/testing/testing.ts";
import { pveConfigNotBackedUp as rule } from "./pve-config-not-backed-up.ts";

const line = (path: string, text: string) => ({ path, text, at: cite("grep", `${path}:4:${text}`) });
const trim = schedule("fstrim.timer", "fstrim.service");
const client = "proxmox-backup-client backup etc.pxar:/etc";

describeRule(
  rule,
  { schedules: [trim], hostScripts: [], storages: [storage("local", "dir")] },
  {
    fails: {
      "the catalogue's example: no job": [{}, { severity: "high", confidence: "suspected", subject: "/etc/pve" }],
      "in a cluster the other nodes have the same files": [{ clusterConfig: { name: "lab" } as never }, "medium"],
      "a script that nobody starts": [{ hostScripts: [line("/usr/local/sbin/save", "tar -cf - /etc/pve")] }, "high"],
      "an archive of /etc that leaves /etc/pve out without a word": [
        { schedules: [schedule("20 1 * * *", `${client} --repository backup@pbs@10.0.0.9:main`)] },
        { severity: "high", title: expect.stringContaining("the copy is empty") },
      ],
      "a copy that stays within one file system": [
        { schedules: [schedule("0 2 * * *", "rsync -ax --one-file-system /etc/pve backup@10.0.0.9:pve")] },
        { title: expect.stringContaining("the copy is empty") },
      ],
    },
    passes: {
      "the catalogue's sound job": {
        schedules: [schedule("0 2 * * *", "/usr/local/sbin/backup-etc-pve backup@h")],
        hostScripts: [line("/usr/local/sbin/backup-etc-pve", "tar -C / -cf - etc/pve | zstd")],
      },
      "named in the line of cron": {
        schedules: [schedule("0 2 * * *", "/usr/local/sbin/host-backup --bind-mounts /etc/pve --dest sftp://h/b")],
      },
      "Proxmox's own client with /etc/pve": { schedules: [schedule("20 1 * * *", `${client} pve.pxar:/etc/pve --include-dev /etc/pve`)] },
      "a timer with a unit of its name": {
        schedules: [schedule("save-pve.timer", "save-pve.service")],
        hostScripts: [line("/etc/systemd/system/save-pve.service", "ExecStart=/bin/tar -cf /mnt/x /etc/pve")],
      },
      "borgmatic, whose settings name it": {
        schedules: [schedule("30 2 * * *", "borgmatic create")],
        hostScripts: [line("/etc/borgmatic/config.yaml", "- /etc/pve")],
      },
      "the database itself": { schedules: [schedule("0 3 * * *", "sqlite3 /var/lib/pve-cluster/config.db '.backup /srv/config.db'")] },
    },
    unknown: {
      "a backup server calls": { services: [service("bareos-fd.service")] },
      "a timer whose unit does not say what it saves": { schedules: [schedule("host-backup.timer", "host-backup.service")] },
      "a backup whose content is not known": { schedules: [schedule("30 2 * * *", "borgmatic create --list")] },
    },
  },
);

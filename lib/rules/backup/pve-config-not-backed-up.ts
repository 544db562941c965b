import type { Schedule } from "#lib/facts/schedules.ts";
import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { runningService } from "#lib/rules/shared/hardware.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { backupClients, looksLikeBackup } from "./parts/backup-jobs.ts";
import { definitions, saves } from "./parts/definition-backups.ts";

/** /etc/pve is a file system of its own: these leave it out, and the copy is empty without a word. */
const oneFileSystem = /--one-file-system|--exclude-fs|\s-x\s/;
/** An archive of /etc by Proxmox's own client, which stays within one file system too. */
const archivesEtcOnly = /\.pxar:\/etc\/?(\s|$)/;

export const pveConfigNotBackedUp = defineRule({
  id: "backup/pve-config-not-backed-up",
  title: "Nothing saves /etc/pve: the definitions of all guests exist only on this host",
  why: "Backups of guests hold their disks. Which network, which disk, which node, users and storages stand in /etc/pve, in one database on the host's own disk: without a copy all of it is typed in again by hand.",
  scope: "host",
  scenarios: ["hardware-fault", "reboot", "power-loss"],
  likelihood: 2,
  impact: 4,
  postmortems: ["debian-hosts-line-blocks-pmxcfs"],
  references: ["pmxcfs(8)"],
  needs: ["schedules", "hostScripts", "storages"],
  wants: ["clusterConfig", "services"],
  check({ schedules, hostScripts, storages, clusterConfig, services }) {
    const saving = schedules.filter((schedule) => saves(schedule, hostScripts) || archivesEtcOnly.test(schedule.command));
    if (saving.length > 0) return saving.some((schedule) => !isHollow(schedule)) ? [] : [hollow(saving)];
    const unknown = schedules.filter(({ command }) => looksLikeBackup(command) && !command.includes("vzdump"));
    if (unknown.length > 0) {
      throw new Undecidable(
        `what ${listed(unknown.map(({ command }) => command.slice(0, 60)))} saves is not known: no line of it names /etc/pve`,
      );
    }
    const client = runningService(services ?? [], backupClients);
    if (client) throw new Undecidable(`${client.unit} is called by a backup server, and what it saves is written down there`);
    return [
      {
        subject: "/etc/pve",
        observed: "no line of cron, no timer and no script in /usr/local names /etc/pve or config.db",
        expected: "a copy every night on another machine",
        cite: [schedules[0]?.at ?? storages[0]?.at ?? { source: "/etc/pve/storage.cfg", line: 1, text: "" }],
        // The other nodes of a cluster hold the same files; somebody may also fetch them from outside.
        likelihood: clusterConfig === undefined ? 2 : 1,
        confidence: "suspected",
      },
    ];
  },
  remedy: {
    steps: [
      "A line in /etc/cron.d, as root, every night: `tar -C / -cf - etc/pve etc/network etc/hosts etc/fstab | zstd -q | ssh backup@HOST 'cat > pve-config.tar.zst'`",
      "Or `proxmox-backup-client backup etc.pxar:/etc pve.pxar:/etc/pve --include-dev /etc/pve`",
    ],
    risk: "The archive holds /etc/pve/priv, which are keys: encrypt it and let only root read it.",
    verify: "tar -tf ARCHIVE | grep -c qemu-server",
  },
});

function isHollow({ command }: Schedule): boolean {
  if (/--include-dev/.test(command)) return false;
  return oneFileSystem.test(` ${command} `) || (archivesEtcOnly.test(command) && !definitions.test(command));
}

function hollow(saving: readonly Schedule[]) {
  return {
    subject: "/etc/pve",
    title: "The backup of /etc/pve stays within one file system, and /etc/pve is one of its own: the copy is empty",
    observed: listed(saving.map(({ command }) => command.slice(0, 120))),
    expected: "/etc/pve named as a source of its own",
    cite: saving.map(({ at }) => at),
    confidence: "inferred" as const,
  };
}

import type { Mount } from "#lib/facts/mounts.ts";
import { defineRule, type Level } from "#lib/rules/rule.ts";
import { liveMounts, serverLabel } from "#lib/rules/shared/declared-mounts.ts";
import { isNfs, optionValues } from "#lib/rules/shared/fstab-options.ts";
import { normalPath } from "#lib/rules/shared/paths.ts";
import { listed, shellWord } from "#lib/rules/shared/wording.ts";
import { isForBackups, preciousOf, userCites, userFinder, userWords } from "./parts/mount-users.ts";

export const nfsSoftOnWritableData = defineRule({
  id: "storage/nfs-soft-on-writable-data",
  title: "A soft NFS mount holds data whose silent loss matters",
  why: "A soft mount gives up after its retries and fails the write. Many programs look at that error too late or never, so a stall of the NAS becomes damage inside a guest's disk or a database that nobody sees that day.",
  scope: "host",
  scenarios: ["nas-loss", "network-change"],
  likelihood: 2,
  impact: 4,
  references: ["nfs(5)", "https://pve.proxmox.com/wiki/Storage:_NFS"],
  needs: ["mounts"],
  wants: ["storages", "guests", "containers"],
  check({ mounts, storages, guests, containers }) {
    const usersOf = userFinder({ guests, storages, containers });
    return [...liveMounts(mounts).values()].filter(isSoftAndWritable).flatMap((mount) => {
      const point = normalPath(mount.mountPoint);
      const users = preciousOf(usersOf(point));
      const holds = [...userWords(users), ...(database.test(point) ? ["data of a database"] : [])];
      if (holds.length === 0) return [];
      const onlyBackups = users.disks.length + users.containers.length === 0 && !database.test(point) && users.storages.every(isForBackups);
      return [
        {
          subject: point,
          title: `${point} is a soft NFS mount and holds ${listed(holds)}: a stall of ${serverLabel({ ...mount, device: mount.source, options: [] })} can lose writes unseen`,
          observed: `${mount.source} mounted ${softOptions(mount)}, writable, with ${listed(holds)}`,
          expected: "hard for disks and databases; soft only for what is read or can be made again",
          cite: [mount.at, ...userCites(users)],
          impact: (onlyBackups ? 3 : 4) as Level,
          remedy: {
            steps: [
              ...users.storages.map(({ id }) => `In the block of ${id} in /etc/pve/storage.cfg take \`soft\` out of \`options\``),
              `Or in the fstab line or unit of ${point}: \`hard\` instead of \`soft\`, with \`nofail,x-systemd.automount\` so that the boot does not wait`,
              "Stop what uses it, unmount and mount again: the option changes with a new mount only",
            ],
            verify: `grep -F ${shellWord(` ${point} `)} /proc/self/mountinfo`,
          },
        },
      ];
    });
  },
  remedy: {
    steps: ["Mount it `hard`", "Or accept the finding with an owner and a date, if the data can be made again"],
    risk: "With hard the guests stand still while the NAS is away, and go on when it is back.",
    verify: "cat /proc/self/mountinfo",
  },
});

const database =
  /\/(mysql|mariadb|postgresql|pgdata|mongodb|etcd|prometheus|loki|victoria-?metrics|influxdb|elasticsearch|opensearch|redis)(\/|$)/i;

/** softreval alone lets only attributes grow stale: data is still written hard. */
function isSoftAndWritable({ type, options, superOptions }: Mount): boolean {
  const isSoft = superOptions.includes("soft") || superOptions.includes("softerr");
  return isNfs(type) && isSoft && !options.includes("ro") && !superOptions.includes("ro");
}

/** "soft,timeo=100,retrans=3": as it is in effect; timeo counts tenths of a second. */
function softOptions({ superOptions }: Mount): string {
  const word = superOptions.includes("soft") ? "soft" : "softerr";
  return [word, ...["timeo", "retrans"].flatMap((name) => optionValues(superOptions, name).map((value) => `${name}=${value}`))].join(",");
}

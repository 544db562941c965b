import { defineRule, type Level, type Observation } from "#lib/rules/rule.ts";
import { mountingLines } from "#lib/rules/shared/declared-mounts.ts";
import { diskFinder, guestLabel, storageDirectory } from "#lib/rules/shared/guest-disks.ts";
import { normalPath } from "#lib/rules/shared/paths.ts";
import { listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { factBefore } from "./parts/since.ts";
import { vanishedMounts } from "./parts/vanished-mounts.ts";

export const mountDisappeared = defineRule({
  id: "change/mount-disappeared",
  title: "A mount that was there is gone",
  why: "The empty directory below it looks healthy: programs and guests find none of their data, or write into the root file system until it is full.",
  scope: "host",
  scenarios: ["nas-loss"],
  likelihood: 4,
  impact: 3,
  needs: ["before", "identity", "mounts"],
  wants: ["fstab", "guests", "storages", "blockDevices", "mountUnits"],
  check({ before, identity, mounts, fstab, guests, storages, blockDevices, mountUnits }): Observation[] {
    const gone = vanishedMounts(factBefore(before, identity, "mounts"), mounts, { storages, blockDevices });
    const disksBelow = diskFinder(guests, storages);
    return gone.map((mount) => {
      const path = normalPath(mount.mountPoint);
      const isBelow = (directory: string) => normalPath(directory) === path || normalPath(directory).startsWith(`${path}/`);
      const owners = [...new Set(disksBelow(path).map(({ guest }) => guestLabel(guest)))];
      const stores = (storages ?? []).filter((storage) => storage.enabled && isBelow(storageDirectory(storage) ?? ""));
      const line = fstab === undefined ? undefined : mountingLines(fstab).find((entry) => normalPath(entry.mountPoint) === path);
      const unit = mountUnits?.find(({ where }) => normalPath(where) === path);
      const users = [...owners, ...stores.map(({ id }) => `storage ${id}`)];
      const uses = users.length > 0 ? `; used by ${listed(users)}` : "; no guest and no storage lies on it";
      return {
        subject: mount.mountPoint,
        observed: `${mount.source} (${mount.type}) was mounted before${line === undefined ? "" : `, line ${line.at.line} of fstab still asks for it`}${unit === undefined || unit.result === "success" ? "" : `, its unit ended with ${unit.result}`}${uses}`,
        expected: `${mount.source} on ${mount.mountPoint}`,
        cite: [mount.at, ...(line ? [line.at] : []), ...(unit ? [unit.at] : []), ...stores.map(({ at }) => at)].slice(0, maximumCites),
        impact: (users.length > 0 ? 3 : 1) as Level,
        remedy: {
          steps: [
            `\`systemctl status ${shellWord(unit?.unit ?? mount.mountPoint)}\`: why did it go?`,
            `Before it is mounted again: \`ls -la ${shellWord(mount.mountPoint)}\`. Files that were written there meanwhile lie on the file system below and vanish from sight.`,
            line === undefined ? "Meant: mark this state as good." : `\`mount ${shellWord(mount.mountPoint)}\``,
          ],
        },
      };
    });
  },
  remedy: {
    steps: ["Find out why it went, look at what was written below it meanwhile, then mount it again."],
    risk: "Files written into the empty directory meanwhile are hidden by the mount, not lost.",
    verify: "grep -F MOUNTPOINT /proc/self/mountinfo",
  },
  references: ["findmnt(8)", "systemd.mount(5)"],
});

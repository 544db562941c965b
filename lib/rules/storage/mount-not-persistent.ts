import type { Mount } from "#lib/facts/mounts.ts";
import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { liveMounts } from "#lib/rules/shared/declared-mounts.ts";
import { isNetworkType, isNfs } from "#lib/rules/shared/fstab-options.ts";
import { normalPath } from "#lib/rules/shared/paths.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";
import { listed, shellWord } from "#lib/rules/shared/wording.ts";
import { userCites, userFinder, userWords } from "./parts/mount-users.ts";
import { comesByMount, declarationsOf } from "./parts/persistent-mounts.ts";

export const mountNotPersistent = defineRule({
  id: "storage/mount-not-persistent",
  title: "A mount that guests or containers use exists only until the next reboot",
  why: "It was mounted by hand: neither fstab nor a unit nor a storage names it. After the next boot the directory is empty and the guests on it stay down, long after everyone has forgotten the command.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 3,
  impact: 3,
  references: ["fstab(5)", "systemd.mount(5)"],
  needs: ["mounts", "fstab", "mountUnits", "identity"],
  wants: ["guests", "storages", "containers"],
  check({ mounts, fstab, mountUnits, identity, guests, storages, containers }) {
    if (isContainer(identity)) throw new NotApplicable("a container gets its mounts from its host");
    const isDeclared = declarationsOf({ fstab, mountUnits, storages });
    const usersOf = userFinder({ guests, storages, containers });
    const live = [...liveMounts(mounts).values()].filter((mount) => comesByMount(mount) && !isDeclared(normalPath(mount.mountPoint)));
    if (live.length > 0 && guests === undefined && identity.system !== "linux") {
      throw new Undecidable("a mount is declared nowhere, and the guests that may use it could not be read");
    }
    return live.flatMap((mount) => {
      const point = normalPath(mount.mountPoint);
      const users = usersOf(point);
      const words = userWords(users);
      if (words.length === 0) return [];
      return [
        {
          subject: point,
          title: `${point} is mounted by hand and gone after the next reboot, with ${listed(words)} on it`,
          observed: `${mount.source} on ${point} (${mount.type}); no line of fstab, no unit file and no storage mounts it`,
          expected: "a line in /etc/fstab, a mount unit or a storage that mounts it",
          cite: [mount.at, ...userCites(users)],
          confidence: "inferred",
          remedy: {
            steps: [`Add to /etc/fstab: \`${lineFor(mount)}\``, "`systemctl daemon-reload`"],
            verify: `grep -F ${shellWord(` ${point} `)} /etc/fstab`,
          },
        },
      ];
    });
  },
  remedy: {
    steps: ["Write the mount into /etc/fstab, by address and with nofail", "`systemctl daemon-reload`"],
    risk: "None before the next boot: a wrong line shows then. `systemctl start` of the unit after the next planned stop of the guests proves it.",
    verify: "findmnt --fstab",
  },
});

/** As it is mounted now, made safe for the boot. */
function lineFor({ source, mountPoint, type }: Mount): string {
  const field = (text: string) => text.replace(/[\s\\`]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`);
  const options = isNetworkType(type)
    ? `_netdev,nofail,x-systemd.automount,x-systemd.mount-timeout=30${isNfs(type) ? ",retry=0" : ""}`
    : "nofail,x-systemd.device-timeout=30s";
  return `${field(source)} ${field(mountPoint)} ${field(type)} ${options} 0 0`;
}

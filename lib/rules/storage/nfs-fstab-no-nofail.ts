import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { type DeclaredMount, declaredMounts, serverLabel } from "#lib/rules/shared/declared-mounts.ts";
import { emergencyChains } from "#lib/rules/shared/emergency-chains.ts";
import { optionValues } from "#lib/rules/shared/fstab-options.ts";
import { diskFinder } from "#lib/rules/shared/guest-disks.ts";
import { isContainer, mayRunGuests } from "#lib/rules/shared/systems.ts";
import { counted, groupBy, listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { bootSafeRemedy } from "./parts/boot-safe-mount.ts";

export const nfsFstabNoNofail = defineRule({
  id: "storage/nfs-fstab-no-nofail",
  title: "A network mount in fstab is required at boot: if the server or its name is not there, the boot stalls or ends in emergency mode",
  why: "Without nofail the boot waits for the mount, 90 s unless told otherwise; then everything that requires remote-fs.target or the path does not start. Where a local mount builds on it, the host ends in emergency mode, without SSH. After a power cut the NAS is slower than the host.",
  scope: "host",
  scenarios: ["reboot", "nas-loss", "dns-loss", "power-loss"],
  likelihood: 3,
  impact: 4,
  postmortems: ["kvm-pair-panic-reboot"],
  references: ["systemd.mount(5)", "systemd-fstab-generator(8)", "nfs(5)"],
  needs: ["fstab", "identity"],
  wants: ["guests", "storages", "mountUnits"],
  check({ fstab, identity, guests, storages, mountUnits }) {
    if (isContainer(identity)) throw new NotApplicable("a container shares the mounts of its host");
    const mounts = declaredMounts(fstab, mountUnits);
    const required = mounts.filter((mount) => mount.network && mount.requiredBy.length > 0);
    if (required.length > 0 && identity.init !== "systemd") throw new Undecidable("the host does not boot with systemd");
    const disksBelow = diskFinder(guests, storages);
    const chains = emergencyChains(mounts);
    return [...groupBy(required, groupOf)].map(([key, group]) => {
      const ends = chains.filter(({ mount, remote }) => group.includes(remote ?? mount));
      const disks = group.flatMap((mount) => disksBelow(mount.mountPoint));
      const points = group.map((mount) => `${mount.mountPoint} (line ${mount.at.line})`);
      const diskless = key === "/";
      return {
        subject: group.length === 1 ? (group[0]?.mountPoint ?? key) : key,
        key,
        title: diskless ? "The root file system itself comes over the network" : titleOf(group, ends.length > 0),
        observed: [
          `${counted(group.length, "network mount")} without nofail, bg, noauto or automount: ${listed(points)}`,
          `the boot waits up to ${waitOf(group)}`,
          ...(disks.length > 0 ? [`${counted(disks.length, "guest disk")} below`] : []),
          ...ends.slice(0, 4).map(({ path }) => path),
        ].join("; "),
        expected: "nofail with x-systemd.automount and a time limit on every network mount",
        cite: [...group, ...ends.filter(({ remote }) => remote !== null).map(({ mount }) => mount)]
          .slice(0, maximumCites)
          .map(({ at }) => at),
        likelihood: diskless ? 1 : 3,
        impact: diskless ? 1 : mayRunGuests(identity, guests) ? 4 : 3,
        remedy: bootSafeRemedy(group),
      };
    });
  },
  remedy: {
    steps: ["Add `nofail,x-systemd.automount,x-systemd.mount-timeout=30` to the options of the line", "`systemctl daemon-reload`"],
    risk: "nofail drops the ordering too: what uses the path may start before the mount unless it has RequiresMountsFor=. Edit fstab with the console open, and no `umount -l` below running guests.",
    verify: "systemctl list-dependencies remote-fs.target",
  },
});

/** One finding per server: its mounts fail together. The root of a diskless host stands alone. */
function groupOf(mount: DeclaredMount): string {
  return mount.mountPoint === "/" ? "/" : (serverLabel(mount) ?? mount.mountPoint);
}

function titleOf(group: readonly DeclaredMount[], emergency: boolean): string {
  const [first] = group;
  const server = first === undefined ? null : serverLabel(first);
  const what = group.length === 1 ? `${first?.mountPoint} is` : `${group.length} mounts of ${server} are`;
  const then = emergency ? "this host ends in emergency mode" : "the boot stalls and what needs the mount does not start";
  return `${what} required at boot: without ${server ?? first?.device} ${then}`;
}

/** The longest that the boot waits for each (DefaultTimeoutStartSec= is 90 s). */
function waitOf(group: readonly DeclaredMount[]): string {
  return listed([...new Set(group.map((mount) => optionValues(mount.options, "x-systemd.mount-timeout")[0] ?? "90 s"))]);
}

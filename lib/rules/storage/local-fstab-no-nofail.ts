import { defineRule, NotApplicable, type Remedy, Undecidable } from "#lib/rules/rule.ts";
import { type DeclaredMount, declaredMounts } from "#lib/rules/shared/declared-mounts.ts";
import { fstabLine, withOptions } from "#lib/rules/shared/fstab-options.ts";
import { diskFinder, storageDirectory } from "#lib/rules/shared/guest-disks.ts";
import { kernelDisk } from "#lib/rules/shared/kernel-disk-names.ts";
import { isAtOrBelow, mountUnitName } from "#lib/rules/shared/paths.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";
import { counted, listed, shellWord } from "#lib/rules/shared/wording.ts";
import { deviceFinder, diskLabel, disksBelow, isDeviceSpec, servedFinder, systemDisks } from "./parts/block-devices.ts";
import { isEssentialPath } from "./parts/essential-paths.ts";

export const localFstabNoNofail = defineRule({
  id: "storage/local-fstab-no-nofail",
  title: "A disk that the host could do without is required at boot: one late or lost disk sends the host to emergency mode",
  why: "Without nofail local-fs.target requires the mount. A disk that answers after 90 s, or never, ends the boot at a root prompt on the console, without SSH and without guests.",
  scope: "host",
  scenarios: ["reboot", "power-loss", "hardware-fault"],
  likelihood: 2,
  impact: 4,
  postmortems: ["debian-hosts-line-blocks-pmxcfs"],
  references: ["systemd.mount(5)", "systemd.special(7)"],
  needs: ["fstab", "blockDevices", "identity"],
  wants: ["mountUnits", "guests", "storages"],
  check({ fstab, blockDevices, identity, mountUnits, guests, storages }) {
    if (isContainer(identity)) throw new NotApplicable("a container shares the mounts of its host");
    const find = deviceFinder(blockDevices);
    const withRoot = new Set(systemDisks(blockDevices));
    const isServed = servedFinder(blockDevices);
    const spare = declaredMounts(fstab, mountUnits)
      .filter((mount) => !mount.network && mount.requiredBy.includes("local-fs.target"))
      .filter((mount) => isDeviceSpec(mount.device) && !isEssentialPath(mount.mountPoint) && !isServed(mount.device))
      .flatMap((mount) => {
        const device = find(mount.device);
        const disks = device === undefined ? [] : disksBelow(device, blockDevices);
        return disks.some(({ name }) => !withRoot.has(name)) ? [{ mount, disks }] : [];
      });
    if (spare.length > 0 && identity.init !== "systemd") throw new Undecidable("the host does not boot with systemd");
    const disksOf = diskFinder(guests, storages);
    return spare.map(({ mount, disks }) => {
      const used = disksOf(mount.mountPoint).length;
      const stores = (storages ?? []).filter((storage) => isAtOrBelow(storageDirectory(storage) ?? "", mount.mountPoint));
      const isShaky = disks.some((disk) => disk.transport === "usb" || disk.removable === true);
      return {
        subject: mount.mountPoint,
        title: `${mount.mountPoint} is required at boot: if its disk is late or gone, this host ends in emergency mode`,
        observed: [
          `${mount.line === null ? mountUnitName(mount.mountPoint) : `line ${mount.at.line} of /etc/fstab`} without nofail, on ${listed(disks.map(diskLabel))}`,
          ...(used > 0 ? [`${counted(used, "guest disk")} below`] : []),
          ...(stores.length > 0 ? [`storage ${listed(stores.map(({ id }) => id))} below`] : []),
        ].join("; "),
        expected: "nofail on every disk that the host can start without",
        cite: [mount.at, ...disks.slice(0, 8).map(({ at }) => at)],
        likelihood: isShaky || kernelDisk(mount.device) !== null ? 3 : 2,
        remedy: remedyFor(mount),
      };
    });
  },
  remedy: {
    steps: ["Add `nofail,x-systemd.device-timeout=30s` to the options of the line", "`systemctl daemon-reload`"],
    risk: "Without its disk the directory is an empty one of the root disk: a Proxmox storage there needs is_mountpoint, a service RequiresMountsFor=, or they write to the root disk.",
    verify: "systemctl list-dependencies local-fs.target",
  },
});

function remedyFor({ line, mountPoint }: DeclaredMount): Partial<Remedy> {
  const unit = mountUnitName(mountPoint);
  const step =
    line === null
      ? `In \`${unit}\` replace \`RequiredBy=\` by \`WantedBy=\``
      : `Write line ${line.at.line} of /etc/fstab as \`${fstabLine(line, withOptions(line.options, ["nofail", "x-systemd.device-timeout=30s"]))}\``;
  return { steps: [step, "`systemctl daemon-reload`"], verify: `systemctl show ${shellWord(unit)} -p RequiredBy,WantedBy` };
}

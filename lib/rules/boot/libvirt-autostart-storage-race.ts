import type { Services } from "#lib/facts/services.ts";
import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { type DeclaredMount, declaredMounts, serverLabel } from "#lib/rules/shared/declared-mounts.ts";
import { isAutomount, isNoauto, optionValues } from "#lib/rules/shared/fstab-options.ts";
import { diskFinder } from "#lib/rules/shared/guest-disks.ts";
import { isAtOrBelow, mountUnitName } from "#lib/rules/shared/paths.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";
import { counted, listed, maximumCites, shellWord, uniqueBy } from "#lib/rules/shared/wording.ts";

/** Units that start guests: the one daemon of old, or the modular one. */
const daemons = /^(libvirtd|virtqemud|libvirt-guests)\.(service|socket)$/;

export const libvirtAutostartStorageRace = defineRule({
  id: "boot/libvirt-autostart-storage-race",
  title: "Guests of libvirt start without waiting for the network mount that holds their disks",
  why: "With nofail nothing is ordered after the mount. After a power cut libvirt finds an empty directory, the guests fail to start once, and nobody starts them again.",
  scope: "host",
  scenarios: ["power-loss", "reboot"],
  likelihood: 3,
  impact: 3,
  references: ["systemd.unit(5)", "systemd.mount(5)", "https://libvirt.org/daemons.html"],
  needs: ["identity", "guests", "fstab"],
  wants: ["mountUnits", "services", "storages"],
  check({ identity, guests, fstab, mountUnits, services, storages }) {
    if (isContainer(identity)) throw new NotApplicable("a container starts no guests");
    const starting = guests.filter((guest) => guest.platform === "libvirt" && guest.onboot && !guest.template);
    if (starting.length === 0) throw new NotApplicable("libvirt starts no guest with the host");
    const disksBelow = diskFinder(starting, storages);
    const pools = (storages ?? []).filter(({ platform, type, path }) => platform === "libvirt" && type === "netfs" && path !== null);
    return declaredMounts(fstab, mountUnits).flatMap((mount) => {
      if (!mount.network || mount.requiredBy.length > 0 || isNoauto(mount) || isOnDemand(mount, mountUnits ?? [])) return [];
      const disks = disksBelow(mount.mountPoint);
      if (disks.length === 0) return [];
      if (services === undefined) throw new Undecidable("the units of this host could not be read");
      if (isWaitedFor(mount, services)) return [];
      if (pools.some(({ path }) => path !== null && isAtOrBelow(mount.mountPoint, path))) return [];
      const names = uniqueBy(
        disks.map(({ guest }) => guest.name),
        (name) => name,
      );
      return [
        {
          subject: mount.mountPoint,
          title: `${counted(names.length, "guest")} ${names.length === 1 ? "starts" : "start"} with the host from ${mount.mountPoint}, and libvirt does not wait for it`,
          observed: `${mount.mountPoint} (${serverLabel(mount) ?? mount.device}) is nofail, without automount; autostart: ${listed(names, 8)}; no unit of libvirt requires or follows the mount`,
          expected: `x-systemd.automount on ${mount.mountPoint}, or RequiresMountsFor= in the unit of libvirt`,
          cite: [mount.at, ...disks.map(({ disk }) => disk.at)].slice(0, maximumCites),
          remedy: {
            steps: [
              `Add \`x-systemd.automount\` to the line of ${shellWord(mount.mountPoint)} in /etc/fstab: the first access waits for the mount`,
              `Or let libvirt wait: \`systemctl edit libvirtd.service virtqemud.service\`, with \`WantsMountsFor=${mount.mountPoint}\` under [Unit] (systemd 256; before that RequiresMountsFor=)`,
            ],
          },
        },
      ];
    });
  },
  remedy: {
    steps: ["Let the first access mount it (x-systemd.automount)"],
    risk: "RequiresMountsFor= keeps libvirt itself from starting while the NAS is away: then guests on local disks stay off as well.",
    verify: "systemctl show libvirtd.service virtqemud.service -p Id,RequiresMountsFor,After",
  },
});

function isOnDemand(mount: DeclaredMount, units: readonly { unit: string; where: string }[]): boolean {
  return isAutomount(mount) || units.some(({ unit, where }) => unit.endsWith(".automount") && where === mount.mountPoint);
}

/** Whether a daemon of libvirt is ordered after the mount, from either side. */
function isWaitedFor(mount: DeclaredMount, services: Services): boolean {
  if (optionValues(mount.options, "x-systemd.before").some((unit) => daemons.test(unit))) return true;
  const unit = mountUnitName(mount.mountPoint);
  return services.some((service) => {
    const paths = [...service.requiresMountsFor, ...service.wantsMountsFor];
    return daemons.test(service.unit) && (service.after.includes(unit) || paths.some((path) => isAtOrBelow(path, mount.mountPoint)));
  });
}

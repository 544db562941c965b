import { defineRule, NotApplicable, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { type DeclaredMount, declaredMounts } from "#lib/rules/shared/declared-mounts.ts";
import { type EmergencyChain, emergencyChains, remoteFinder } from "#lib/rules/shared/emergency-chains.ts";
import { isNoauto, isNofail, isSwap } from "#lib/rules/shared/fstab-options.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";
import { uniqueBy } from "#lib/rules/shared/wording.ts";
import { servedFinder } from "./parts/block-devices.ts";
import { bootSafeRemedy } from "./parts/boot-safe-mount.ts";

export const localMountNeedsRemote = defineRule({
  id: "storage/local-mount-needs-remote",
  title: "A local mount sits on top of a remote one, so a dead NAS sends the whole host to emergency mode",
  why: "A mount without nofail that is not a network mount is required by local-fs.target, and local-fs.target has OnFailure=emergency.target: when the server below is away, the host stops at a root prompt on the console, without SSH and without guests.",
  scope: "host",
  scenarios: ["reboot", "power-loss", "nas-loss"],
  likelihood: 3,
  impact: 4,
  postmortems: ["kvm-pair-panic-reboot"],
  references: ["systemd.special(7)", "systemd.mount(5)"],
  needs: ["fstab", "identity"],
  wants: ["mountUnits", "blockDevices"],
  check({ fstab, identity, mountUnits, blockDevices }) {
    if (isContainer(identity)) throw new NotApplicable("a container shares the mounts of its host");
    if (identity.init !== "systemd") throw new Undecidable("the host does not boot with systemd");
    const mounts = declaredMounts(fstab, mountUnits);
    const chains = emergencyChains(mounts, servedFinder(blockDevices ?? [])).filter(({ mount }) => mount.mountPoint !== "/");
    const remoteBelow = remoteFinder(mounts);
    const swaps = fstab.entries
      .filter((entry) => isSwap(entry) && !isNofail(entry) && !isNoauto(entry))
      .flatMap((entry) => swapDelay(entry.device, entry.at, remoteBelow(entry.device)));
    if (chains.length + swaps.length === 0 && mountUnits === undefined && mounts.some((mount) => mount.network)) {
      throw new Undecidable("fstab is sound, but native mount units could not be read");
    }
    return [...uniqueBy(chains, ({ mount }) => mount.mountPoint).map(observe), ...swaps];
  },
  remedy: {
    steps: [
      "Add `_netdev,nofail` to the options of the upper mount",
      "`systemctl daemon-reload`",
      "Better: let its consumer use the remote path itself",
    ],
    risk: "nofail drops the ordering too: what uses the path may start before the mount unless it has RequiresMountsFor=. Edit fstab with the console open.",
    verify: "systemctl list-dependencies local-fs.target",
  },
});

function observe({ mount, remote, path }: EmergencyChain): Observation {
  const lower = remote === null ? mount.device : remote.mountPoint;
  return {
    subject: mount.mountPoint,
    title: `${mount.mountPoint} is required by local-fs.target and needs ${lower}: without that server this host stops in emergency mode`,
    observed: path,
    expected: "nothing that local-fs.target requires depends on another machine",
    cite: [mount.at, ...(remote === null ? [] : [remote.at])],
    remedy: bootSafeRemedy([mount]),
  };
}

/** A swap that fails only delays the boot (systemd.swap(5): swap.target is wanted, not required). */
function swapDelay(device: string, at: DeclaredMount["at"], remote: DeclaredMount | undefined): Observation[] {
  if (remote === undefined) return [];
  return [
    {
      subject: device,
      title: `The swap file ${device} lies on ${remote.mountPoint}: without that server the boot is delayed and the host has less memory`,
      observed: `swap on ${device}, below the network mount ${remote.mountPoint}`,
      expected: "swap on a local disk",
      cite: [at, remote.at],
      impact: 2,
      remedy: {
        steps: ["Move the swap file to a local disk, or add `nofail` to its line", "`systemctl daemon-reload`"],
        verify: "swapon --show",
      },
    },
  ];
}

import type { NetworkConfig } from "#lib/facts/network-config.ts";
import type { Service, Services } from "#lib/facts/services.ts";
import { defineRule, type Level } from "#lib/rules/rule.ts";
import { maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { type Leftover, overdueChanges, repairWords, switchedOffMounts } from "./parts/leftovers.ts";

export const recoveryLeftovers = defineRule({
  id: "boot/recovery-leftovers",
  title: "Measures of an earlier repair are still in place",
  why: "What was masked, commented out or put on the kernel command line to get through one night still holds at the next boot: the cluster, libvirt or a mount then stays away.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 3,
  impact: 3,
  postmortems: ["debian-hosts-line-blocks-pmxcfs", "decommissioned-nas-leftover"],
  references: ["systemctl(1)", "kernel-command-line(7)"],
  needs: ["services"],
  wants: ["bootState", "fstab", "blockDevices", "mounts", "clusterConfig", "networkConfig", "declared"],
  check({ services, bootState, fstab, blockDevices, mounts, clusterConfig, networkConfig, declared }, now) {
    const left: Leftover[] = [
      ...services
        .filter((unit) => isMasked(unit) && isMissed(unit.unit, services, clusterConfig !== undefined, networkConfig))
        .map(maskedUnit),
      ...(bootState ? repairWords(bootState) : []),
      ...(fstab && blockDevices && mounts ? switchedOffMounts(fstab, blockDevices, mounts) : []),
      ...overdueChanges(declared ?? [], now),
    ];
    return left.map(({ key, what, undo, at, likelihood, impact }) => ({
      subject: what.replaceAll("`", ""),
      key,
      title: `Left over from an earlier repair: ${what}`,
      observed: what.replaceAll("`", ""),
      expected: "nothing left of it once the host is well again",
      cite: [at].slice(0, maximumCites),
      likelihood,
      impact,
      remedy: { steps: ["Ask why it is there: somebody had a reason", undo] },
      confidence: key.startsWith("fstab") ? ("suspected" as const) : ("confirmed" as const),
    }));
  },
  remedy: {
    steps: ["Ask why it is there, then undo it"],
    risk: "Unmasking pve-cluster while `pmxcfs -l` runs by hand: stop that first.",
    verify: "systemctl list-unit-files --state=masked; cat /proc/cmdline; grep '^#' /etc/fstab",
  },
});

function isMasked({ loadState, unitFileState }: Service): boolean {
  return loadState === "masked" || /^masked/.test(unitFileState ?? "");
}

/** Whether the masked unit is one that this host would need: what stands in for it, or what it is for, decides. */
function isMissed(unit: string, services: Services, isClustered: boolean, network: NetworkConfig | undefined): boolean {
  const runs = (pattern: RegExp) =>
    services.some(
      (service) =>
        pattern.test(service.unit) && !isMasked(service) && (service.unitFileState === "enabled" || service.activeState === "active"),
    );
  if (unit === "pve-cluster.service" || unit === "pve-guests.service") return runs(/^(pvedaemon|pveproxy|pvestatd)\.service$/);
  if (unit === "corosync.service") return isClustered;
  if (unit === "libvirtd.service") return !runs(/^virtqemud\./) && runs(/^(libvirt-guests|virtlogd|virtlockd)\./);
  if (unit === "virtqemud.service") return !runs(/^libvirtd\./);
  if (unit === "NetworkManager.service") return network?.managers.includes("networkmanager") ?? false;
  if (unit === "networking.service") return network?.managers.includes("ifupdown") ?? false;
  if (unit === "systemd-networkd.service") return network?.managers.includes("systemd-networkd") ?? false;
  return (
    /^(local-fs|remote-fs|network-online)\.target$|^(ssh|sshd)\.service$/.test(unit) &&
    !(unit.startsWith("ssh") && runs(/^sshd?\.(service|socket)$/))
  );
}

function maskedUnit({ unit, at }: Service): Leftover {
  const level: Level = 3;
  return { key: unit, what: `${unit} is masked`, undo: `\`systemctl unmask ${shellWord(unit)}\``, at, likelihood: level, impact: level };
}

import type { NetworkConfig } from "#lib/facts/network-config.ts";
import type { Service } from "#lib/facts/services.ts";
import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { declaredMounts } from "#lib/rules/shared/declared-mounts.ts";
import { isAutomount, isNoauto } from "#lib/rules/shared/fstab-options.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";
import { listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";

/** The unit that holds network-online.target back, by who has the network. The service of ifupdown itself is over when its interfaces are up. */
const waits: readonly (readonly [NetworkConfig["managers"][number], string])[] = [
  ["networkmanager", "NetworkManager-wait-online.service"],
  ["systemd-networkd", "systemd-networkd-wait-online.service"],
  ["netplan", "systemd-networkd-wait-online.service"],
];

export const networkOnlineNotReached = defineRule({
  id: "boot/network-online-not-reached",
  title: "Nothing waits for the network before network mounts are tried",
  why: "_netdev orders a mount after network-online.target only. With the waiting service off or failed the target is reached at once, and the mount is tried once, before the link is up.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 2,
  impact: 2,
  references: ["systemd.special(7)", "systemd-networkd-wait-online.service(8)"],
  needs: ["identity", "fstab", "services", "networkConfig"],
  wants: ["mountUnits"],
  check({ identity, fstab, services, networkConfig, mountUnits }) {
    if (isContainer(identity)) throw new NotApplicable("a container has its network from its host");
    const mounts = declaredMounts(fstab, mountUnits).filter((mount) => mount.network && !isNoauto(mount) && !isAutomount(mount));
    if (mounts.length === 0)
      throw new NotApplicable("no network mount is tried at boot: none is there, or all wait for their first access");
    const managers = networkConfig.managers;
    const names = new Set(waits.filter(([manager]) => managers.includes(manager)).map(([, unit]) => unit));
    // netplan hands the network to either of the two; the one that is idle says nothing.
    const units = services.filter(
      (unit) => names.has(unit.unit) || (managers.includes("netplan") && unit.unit === "NetworkManager-wait-online.service"),
    );
    const faulty = units.filter(isFaulty);
    if (faulty.length === 0 || units.some((unit) => !isFaulty(unit) && isOn(unit))) return [];
    const places = listed(mounts.map(({ mountPoint }) => mountPoint));
    return [
      {
        subject: listed(faulty.map(({ unit }) => unit)),
        title: `${listed(faulty.map(({ unit }) => unit))} ${faulty.some(({ activeState }) => activeState === "failed") ? "failed at this boot" : "is off"}: ${places} may be tried before the network is up`,
        observed: `${faulty.map(({ unit, unitFileState, activeState }) => `${unit}: ${unitFileState ?? "no file"}, ${activeState ?? "state not told"}`).join("; ")}; tried at boot: ${places}`,
        expected: "the wait-online service of the manager that has the network, enabled and not failed",
        cite: [...faulty.map(({ at }) => at), ...mounts.map(({ at }) => at)].slice(0, maximumCites),
        remedy: {
          steps: [
            `\`systemctl enable ${shellWord(faulty[0]?.unit ?? "")}\`, or add \`x-systemd.automount\` to the mounts: then none of them waits at boot`,
          ],
        },
      },
    ];
  },
  remedy: {
    steps: ["Enable the service that waits for the network"],
    risk: "It may hold the boot for up to two minutes where an interface has no link: mark such interfaces optional first.",
    verify: "systemd-analyze critical-chain network-online.target",
  },
});

function isOn({ unitFileState }: Service): boolean {
  return unitFileState !== null && /^(enabled|static|indirect|generated)/.test(unitFileState);
}

function isFaulty({ unitFileState, activeState, loadState }: Service): boolean {
  return activeState === "failed" || loadState === "masked" || /^(disabled|masked)/.test(unitFileState ?? "");
}

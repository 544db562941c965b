import type { Facts } from "#lib/facts/index.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { counted, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { isNoise, unitClass } from "./parts/unit-classes.ts";

export const failedUnits = defineRule({
  id: "boot/failed-units",
  title: "Units have failed since boot; the next boot will fail there again",
  why: "What failed at this boot fails at the next one too, and what depends on it does not start. For mounts, network, storage and cluster units that means guests.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 4,
  impact: 3,
  postmortems: ["kvm-pair-panic-reboot", "debian-hosts-line-blocks-pmxcfs", "partial-upgrade-corosync", "power-loss-decommissioned-onboot"],
  references: ["systemctl(1)"],
  needs: ["failedUnits"],
  wants: ["networkConfig", "mountUnits"],
  check({ failedUnits, networkConfig, mountUnits }) {
    const managers = networkConfig?.managers ?? [];
    const networkdIdle = managers.length > 0 && !managers.includes("systemd-networkd") && !managers.includes("netplan");
    const units = failedUnits.filter(({ unit }) => !isNoise(unit) && !(networkdIdle && unit.startsWith("systemd-networkd-wait-online")));
    const mounts = units.filter(({ unit }) => unitClass(unit) === "mount");
    const others = units.filter(({ unit }) => unitClass(unit) !== "mount");
    return [
      ...(mounts.length > 0 ? [observe(mounts, "mounts", mountUnits)] : []),
      ...others.map((unit) => observe([unit], unit.unit, undefined)),
    ];
  },
  remedy: {
    steps: ["Read why it failed: `systemctl status`", "Mend the cause, then start the unit"],
    risk: "`systemctl reset-failed` hides the failure, it does not mend it.",
    verify: "systemctl --failed",
  },
});

/** One finding per unit, except mounts: those of one server fail together. */
function observe(units: Facts["failedUnits"], key: string, mountUnits: Facts["mountUnits"] | undefined): Observation {
  const names = units.slice(0, 12).map(({ unit }) => unit);
  const kind = unitClass(names[0] ?? "");
  const words = names.map(shellWord).join(" ");
  const results = (mountUnits ?? []).filter(({ unit, result }) => names.includes(unit) && result !== "success");
  return {
    subject: listed(units.map(({ unit }) => unit)),
    key,
    title: `${units.length === 1 ? `${names[0]} has` : `${counted(units.length, "mount unit")} have`} failed since boot; the next boot will fail there again`,
    observed: [
      ...units.slice(0, 6).map(({ unit, description, sub }) => `${unit} ${sub}${description === "" ? "" : ` (${description})`}`),
      ...(units.length > 6 ? [`${units.length - 6} more`] : []),
      ...(results.length > 0 ? [`result: ${listed([...new Set(results.map(({ result }) => result))])}`] : []),
    ].join("; "),
    expected: "no failed unit",
    cite: [...units, ...results].slice(0, maximumCites).map(({ at }) => at),
    impact: kind === null ? 1 : 3,
    remedy: {
      steps: [
        `Read why: \`systemctl status ${words}\` and \`journalctl -b ${names.map((name) => `-u ${shellWord(name)}`).join(" ")}\``,
        `Mend the cause, then \`systemctl start ${words}\``,
      ],
    },
  };
}

import { defineRule } from "#lib/rules/rule.ts";
import { groupBy, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";

/** "Job X/start deleted to break ordering cycle starting with Y/start"; before systemd 213 the job comes last. */
const deleted =
  /Job (\S+?)\/(?:start|verify-active)\b.* deleted to break ordering cycle|Breaking ordering cycle by deleting job (\S+?)\/start/;
/** Without these the host is no member of its cluster, has no bus or no disks. */
const vital =
  /^(pve-cluster|corosync|dbus|dbus-broker|systemd-journald|systemd-udevd|libvirtd|virtqemud|networking|NetworkManager|systemd-networkd|local-fs|zfs-mount|zfs-import)/;

export const systemdOrderingCycle = defineRule({
  id: "boot/systemd-ordering-cycle",
  title: "A unit was left out of this boot: systemd found an ordering cycle",
  why: "Two units wait for each other, so systemd drops one of the jobs of the circle. Which one may differ from boot to boot: the next time it can be the network or the cluster.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 3,
  impact: 3,
  references: ["systemd.unit(5)", "bootup(7)"],
  needs: ["systemEvents"],
  check({ systemEvents }) {
    const found = systemEvents.events.flatMap((event) => {
      const match = deleted.exec(event.message.slice(0, 1000));
      const unit = match?.[1] ?? match?.[2];
      return unit === undefined || !event.program.startsWith("systemd") ? [] : [{ unit, event }];
    });
    const units = [...groupBy(found, ({ unit }) => unit).keys()];
    if (units.length === 0) return [];
    const worst = units.filter((unit) => vital.test(unit) || (unit.endsWith(".mount") && !unit.startsWith("mnt-")));
    return [
      {
        subject: listed(units),
        key: "cycle",
        title: `${listed(units)} ${units.length === 1 ? "was" : "were"} left out of this boot to break an ordering cycle`,
        observed: found
          .map(({ event }) => event.message.trim())
          .slice(0, 4)
          .join("; "),
        expected: "no ordering cycle in the journal of this boot",
        cite: found.slice(0, maximumCites).map(({ event }) => event.at),
        ...(worst.length > 0 ? { impact: 4 as const } : {}),
        remedy: {
          steps: [
            "Read the whole circle: `journalctl -b -o cat -t systemd | grep -A8 'ordering cycle'`",
            `Look for the order that does not belong there, often of a half-removed package or a mount of one's own: \`systemctl show ${shellWord(units[0] ?? "")} -p After,Before,Requires\``,
            "Take it out; a mount of one's own that needs the network gets `_netdev` or DefaultDependencies=no",
          ],
        },
      },
    ];
  },
  remedy: {
    steps: ["Find the order that closes the circle, and take it out"],
    risk: "Only a reboot shows that the circle is gone.",
    verify: "journalctl -b | grep -c 'ordering cycle'",
  },
});

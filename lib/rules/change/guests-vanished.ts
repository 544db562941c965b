import type { Guests } from "#lib/facts/guests.ts";
import type { Facts } from "#lib/facts/index.ts";
import { defineRule, type Level, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { counted, listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { factBefore } from "./parts/since.ts";
import { type Elsewhere, unexplainedGuests } from "./parts/vanished-guests.ts";

export const guestsVanished = defineRule({
  id: "change/guests-vanished",
  title: "Guests are gone from the inventory",
  why: "Their definitions are not there any more, while their disks probably are. Whoever makes new guests in their place can overwrite what is left.",
  scope: "host",
  scenarios: ["reboot", "power-loss", "hardware-fault"],
  likelihood: 4,
  impact: 3,
  needs: ["before", "identity"],
  wants: ["guests", "failedUnits", "clusterConfig", "clusterGuests", "peers", "tasks"],
  check({ before, identity, guests, failedUnits, ...elsewhere }): Observation[] {
    const was = factBefore(before, identity, "guests");
    if (was.length === 0) return [];
    if (guests === undefined) return [unreadable(was, failedUnits)];
    const { gone, isExplained } = unexplainedGuests(was, guests, elsewhere as Elsewhere);
    if (gone.length === 0) return [];
    const all = gone.length === was.length && gone.length > 1;
    return [
      {
        subject: identity.hostname,
        key: "guests",
        title: all
          ? `All ${gone.length} guests of ${identity.hostname} are gone`
          : `${counted(gone.length, "guest")} of ${was.length} ${gone.length === 1 ? "is" : "are"} gone: ${listed(gone.map(guestLabel))}`,
        observed: `${counted(was.length, "guest")} before, ${guests.length} now; gone: ${listed(gone.map(guestLabel), 8)}`,
        expected: `${counted(was.length, "guest")}, or a task that removed or moved them`,
        cite: gone.slice(0, maximumCites).map(({ at }) => at),
        // Single definitions do not get lost by themselves: where no list of tasks tells, somebody will have removed them.
        impact: (all ? 4 : isExplained || gone.length * 2 > was.length ? 3 : 2) as Level,
        confidence: isExplained || all ? "confirmed" : "suspected",
      },
    ];
  },
  remedy: {
    steps: [
      "Make no new guest yet. `systemctl status pve-cluster`, `ls /etc/pve`, `ls -l /var/lib/pve-cluster/config.db`; with libvirt `ls -l /etc/libvirt/qemu`.",
      "If the definitions are lost: from the backup of /etc/pve or of /etc/libvirt, or from the `.conf` inside a vzdump backup.",
      "Removed on purpose: mark this state as good.",
    ],
    risk: "Files written into an /etc/pve that is not mounted hide the truth and block pmxcfs.",
    verify: "qm list; pct list; virsh list --all",
  },
  postmortems: ["debian-hosts-line-blocks-pmxcfs"],
  references: ["pmxcfs(8)", "qm(1)", "virsh(1)"],
});

/** Nothing was read: with the service of /etc/pve failed that is the finding, otherwise it is not known. */
function unreadable(was: Guests, failedUnits: Facts["failedUnits"] | undefined): Observation {
  const unit = failedUnits?.find((one) => one.unit === "pve-cluster.service");
  if (unit === undefined || was.every(({ platform }) => platform === "libvirt")) throw new Undecidable("the guests could not be read now");
  return {
    subject: "/etc/pve",
    key: "guests",
    title: `pve-cluster failed: the definitions of ${counted(was.length, "guest")} are out of reach`,
    observed: `${counted(was.length, "guest")} before; ${unit.unit} ${unit.sub} now`,
    expected: "pve-cluster.service active, /etc/pve mounted",
    cite: [unit.at, ...was.slice(0, 8).map(({ at }) => at)],
    impact: 4,
    remedy: {
      steps: [
        "`journalctl -b -u pve-cluster --no-pager | tail -30` tells why: a host name that resolves to a loopback address, a full disk, a damaged database.",
        "Make no new guest, and write nothing into /etc/pve, before it is mounted again.",
      ],
    },
  };
}

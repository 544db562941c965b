import type { Guest } from "#lib/facts/guests.ts";
import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { counted, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";

const dayMs = 86_400_000;
/** Words of a tag by which monitoring is told to keep quiet. */
const quiet = /^(maintenance|maint|wartung|no-?alerts?|no-?monitor(ing)?|silenced?|muted?|downtime)$/i;

export const maintenanceTagStale = defineRule({
  id: "alert/maintenance-tag-stale",
  title: "Guests carry a tag that keeps the monitoring quiet, long after the work",
  why: "While the tag is there the guest may be down and nobody is told.",
  scope: "guest",
  scenarios: ["node-loss"],
  likelihood: 3,
  impact: 2,
  references: ["qm(1), option tags"],
  needs: ["guests"],
  wants: ["before", "identity"],
  check({ guests, before, identity }, now) {
    if (guests.length > 0 && guests.every(({ platform }) => platform === "libvirt"))
      throw new NotApplicable("guests of libvirt have no tags");
    const clock = Date.parse(identity?.clock ?? "") || now.getTime();
    const tagged = guests.filter((guest) => !guest.template && quietTags(guest).length > 0);
    const earlier = [before?.baseline, before?.beforeBoot].flatMap((one) =>
      one && clock - one.seenUntil.getTime() > dayMs ? [one.readings.guests] : [],
    );
    const known = (guest: Guest) =>
      earlier.some((reading) => reading?.status === "ok" && reading.value.some((one) => one.id === guest.id && quietTags(one).length > 0));
    const [old, young] = [tagged.filter(known), tagged.filter((guest) => !known(guest))];
    return [
      { guests: old, key: "old", sure: true },
      { guests: young, key: "new", sure: false },
    ]
      .filter((group) => group.guests.length > 0)
      .map(({ guests: group, key, sure }) => ({
        subject: listed(group.map(({ name }) => name)),
        key,
        title: `${counted(group.length, "guest")} tagged so that alerts keep quiet${sure ? " for more than a day" : ""}: ${listed(group.map(({ name }) => name))}`,
        observed: listed(
          group.map(
            (guest) =>
              `${guest.name} (${guest.id}): ${quietTags(guest).join(", ")}${sure ? ", there at an earlier visit of more than a day ago" : ""}`,
          ),
          8,
        ),
        expected: "no such tag once the work is done",
        cite: group.slice(0, maximumCites).map(({ at }) => at),
        likelihood: sure ? (3 as const) : (2 as const),
        impact: sure ? (2 as const) : (1 as const),
        confidence: sure ? ("confirmed" as const) : ("suspected" as const),
        remedy: { steps: group.slice(0, 4).map(stepFor) },
      }));
  },
  remedy: {
    steps: ["Take the tag off: `qm set VMID --tags 'the others'`"],
    risk: "Alerts of work that still goes on begin to page.",
    verify: "grep -H ^tags /etc/pve/qemu-server/*.conf /etc/pve/lxc/*.conf",
  },
});

function quietTags({ tags }: Guest): string[] {
  return tags.filter((tag) => quiet.test(tag));
}

function stepFor({ id, platform, tags }: Guest): string {
  const rest = tags.filter((tag) => !quiet.test(tag)).join(";");
  const command = platform === "lxc" ? "pct" : "qm";
  return `\`${command} set ${shellWord(id)} ${rest === "" ? "--delete tags" : `--tags ${shellWord(rest)}`}\``;
}

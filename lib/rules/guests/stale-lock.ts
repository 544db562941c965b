import type { Task } from "#lib/facts/backups.ts";
import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { counted, shellWord } from "#lib/rules/shared/wording.ts";

export const staleLock = defineRule({
  id: "guests/stale-lock",
  title: "A guest is locked by an operation that does not run any more",
  why: "The lock outlives the task that set it. The guest runs on as if nothing were, and at its next stop it cannot be started, migrated or backed up.",
  scope: "guest",
  scenarios: ["guest-restart", "reboot", "power-loss"],
  likelihood: 3,
  impact: 2,
  references: ["qm(1)", "pct(1)"],
  needs: ["guests", "tasks"],
  check({ guests, tasks }) {
    const locked = guests.filter(({ lock, template }) => lock !== null && !template);
    if (locked.length === 0) return [];
    const { running } = tasks;
    if (running === null) throw new Undecidable(`${counted(locked.length, "guest")} locked, and which tasks run now could not be read`);
    return locked
      .filter((guest) => !running.some((task) => worksOn(task, guest.id)))
      .map((guest) => {
        const tool = guest.platform === "lxc" ? "pct" : "qm";
        const id = shellWord(guest.id);
        const sleeps = guest.lock === "suspended";
        return {
          subject: guestLabel(guest),
          key: guest.id,
          title: sleeps ? `${guestLabel(guest)} sleeps on disk` : `${guestLabel(guest)} is locked (${guest.lock}) and no task works on it`,
          observed: `lock: ${guest.lock}; ${running.length === 0 ? "no task runs" : `${counted(running.length, "task")} running, none for it`}`,
          expected: "a lock only while its task runs",
          cite: [guest.at],
          // A sleeping guest is meant to be so; a backup's lock is taken off at boot.
          likelihood: sleeps ? (1 as const) : (3 as const),
          impact: sleeps || guest.lock === "backup" ? (1 as const) : (2 as const),
          confidence: "inferred" as const,
          remedy: {
            steps: [`Look twice that nothing works on it: \`ps -eo pid,etime,args | grep ${id}\``, `\`${tool} unlock ${id}\``],
            verify: `${tool} config ${id}`,
          },
        };
      });
  },
  remedy: {
    steps: ["Make sure that no task works on the guest, then unlock it"],
    risk: "Unlocking while a migration or a backup really runs damages the disk.",
    verify: "qm config VMID",
  },
});

/** A backup job for many guests names none of them, and a clone's task names the original. */
function worksOn({ subject, type }: Task, id: string): boolean {
  return subject === id || (type === "vzdump" && subject === null) || /^(qm|vz)clone$/.test(type);
}

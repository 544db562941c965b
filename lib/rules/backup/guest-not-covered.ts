import type { Guest } from "#lib/facts/guests.ts";
import { defineRule, NotApplicable, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { startsWithHost } from "#lib/rules/shared/guest-start.ts";
import { runningService } from "#lib/rules/shared/hardware.ts";
import { counted, listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { backupClients, isWorthSaving, jobsHere, looksLikeBackup, takes } from "./parts/backup-jobs.ts";
import { leftOut } from "./parts/left-out-disks.ts";

export const guestNotCovered = defineRule({
  id: "backup/guest-not-covered",
  title: "Guests are in no backup job",
  why: "The list of a job is written once, and guests come later. The missing one shows on the day on which its disk is gone.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 2,
  impact: 3,
  references: ["vzdump(1)"],
  needs: ["guests", "backups", "identity"],
  wants: ["schedules", "services"],
  check({ guests, backups, identity, schedules, services }) {
    const used = guests.filter(
      (guest) => guest.platform !== "libvirt" && isWorthSaving(guest) && (guest.running === true || startsWithHost(guest)),
    );
    if (used.length === 0) throw new NotApplicable("no guest here has to be saved");
    const jobs = jobsHere(backups, identity.hostname);
    const answers = used.map((guest) => ({ guest, answers: jobs.map((job) => takes(job, guest)) }));
    const uncovered = answers.filter(({ guest, answers: taken }) => {
      // Proxmox's own list takes disabled jobs for cover.
      const isListed = backups.notCovered?.some(({ id }) => id === guest.id) ?? false;
      return isListed || (!taken.includes(true) && !taken.includes(null));
    });
    const byPool = answers.filter(({ answers: taken }) => !taken.includes(true) && taken.includes(null));
    if (uncovered.length === 0 && backups.notCovered === null && byPool.length > 0) {
      throw new Undecidable(`whether ${counted(byPool.length, "guest")} is in the pool of a backup job is not known`);
    }
    const missing = uncovered.map(({ guest }) => guest);
    const partly = used.filter((guest) => !missing.includes(guest));
    // Without any job something else may save the guests: by their disks, from inside, or over the hypervisor's API.
    const other =
      schedules?.find(({ command }) => looksLikeBackup(command) && !command.includes("vzdump"))?.command ??
      runningService(services ?? [], backupClients)?.unit;
    const found = missing.length === 0 ? [] : [observation(missing, jobs.length, jobs.length === 0 ? other : undefined)];
    return [...found, ...leftOut(partly)];
  },
  remedy: {
    steps: ["Add them to a job: Datacenter, Backup, or a job with `all 1` and the few exceptions in `exclude`"],
    risk: "The next run takes longer and needs room on the target.",
    verify: "pvesh get /cluster/backup-info/not-backed-up",
  },
});

function observation(missing: readonly Guest[], jobs: number, other: string | undefined): Observation {
  const [first] = missing;
  return {
    subject: first !== undefined && missing.length === 1 ? guestLabel(first) : counted(missing.length, "guest"),
    key: "uncovered",
    title: `${listed(missing.map(guestLabel), 6)}: in no backup job`,
    observed: `${counted(jobs, "enabled backup job")}; ${counted(missing.length, "guest")} in none of them${other ? `; what ${other.slice(0, 60)} saves is not known` : ""}`,
    expected: "every guest in a job, or tagged no-backup",
    cite: missing.slice(0, maximumCites).map(({ at }) => at),
    ...(other && ({ likelihood: 1, confidence: "suspected" } as const)),
  };
}

import { defineRule, NotApplicable, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { jobFaults, scheduleFaults } from "./parts/backup-targets.ts";

export const targetInSameFailureDomain = defineRule({
  id: "backup/target-in-same-failure-domain",
  title: "Backups lie where what they protect lies",
  why: "A copy on the same host, on the same storage server, or on a backup server that is itself a guest here goes down with the original: the one event against which it was made takes both.",
  scope: "host",
  scenarios: ["hardware-fault", "node-loss", "nas-loss"],
  likelihood: 2,
  impact: 4,
  references: ["Proxmox VE: Backup and Restore"],
  needs: ["guests", "identity"],
  wants: ["backups", "storages", "schedules", "mounts", "neighbours", "addresses", "backupServer", "blockDevices"],
  check(facts) {
    const { guests, identity, backups } = facts;
    if (guests.every(({ template }) => template)) throw new NotApplicable("there is no guest to be saved");
    if (identity.system === "proxmox" && backups === undefined) throw new Undecidable("the backup jobs could not be read");
    const jobs = jobFaults(facts);
    const lines = scheduleFaults(facts);
    const targets = [...jobs, ...lines];
    if (targets.length === 0) throw new NotApplicable("no backup job is known on this host");
    // One good copy elsewhere is what counts.
    if (targets.some(({ fault }) => fault === null)) return [];
    return targets.flatMap(({ target, fault, what, cite }): Observation[] =>
      fault === null
        ? []
        : [
            {
              subject: target,
              key: target,
              title: `Backups go to ${target}, ${fault}`,
              observed: `${what} writes to ${target}; no job or copy to another machine is known`,
              expected: "a second copy on a machine that stands elsewhere",
              cite,
              confidence: "inferred",
            },
          ],
    );
  },
  remedy: {
    steps: [
      "Add a second target on another machine, best at another site, and a job or a sync to it",
      "Where there is one that this host cannot know of, accept this finding with the words where it lies",
    ],
    risk: "A first full copy loads the line for as long as it takes.",
    verify: "Restore one guest from the second copy, without its network, and record it as a restore test",
  },
});

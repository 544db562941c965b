import { defineRule } from "#lib/rules/rule.ts";
import { instant } from "#lib/rules/shared/instants.ts";
import { groupBy, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { hasStopped, intervalOf, longReceives, patternOf } from "./parts/snapshot-rhythm.ts";

export const snapshotsStopped = defineRule({
  id: "storage/snapshots-stopped",
  title: "Automatic snapshots of a ZFS dataset came regularly and have stopped: its copies, here or replicated, grow old unseen",
  why: "Snapshot and replication tools hang or lose their base without a word: the last good copy stays where it is, while the source forgets the snapshots that both had. Each day without a look makes the way back longer.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 4,
  impact: 2,
  postmortems: ["replication-stalled-week"],
  references: ["zfs-list(8)", "zfs-receive(8)"],
  needs: ["zfsSnapshots", "identity"],
  wants: ["blockedTasks"],
  check({ zfsSnapshots, identity, blockedTasks }, now) {
    const clock = identity.clock === null ? now : new Date(identity.clock);
    const stopped = zfsSnapshots.datasets.flatMap((dataset) => {
      const pattern = patternOf(dataset);
      return pattern !== null && hasStopped(dataset, clock) ? [{ ...dataset, pattern }] : [];
    });
    const running = longReceives(blockedTasks, clock);
    return [...groupBy(stopped, ({ pattern }) => pattern)].map(([pattern, group]) => ({
      subject: listed(group.map(({ name }) => name)),
      key: pattern,
      title: `No automatic snapshot of ${listed(group.map(({ name }) => name))} for days: the newest is of ${listed([...new Set(group.map(({ newest }) => newest.createdAt.slice(0, 10)))])}`,
      observed: [
        `newest: ${listed(group.map(({ newest }) => `${newest.name} of ${instant(new Date(newest.createdAt))}`))}, ${listed(group.map(intervalOf))} after the one before`,
        ...running.map(({ words }) => words),
      ].join("; "),
      expected: "a snapshot in every interval, or none that are old",
      cite: [
        ...group.flatMap(({ newest, previous }) => [newest.at, ...(previous ? [previous.at] : [])]),
        ...running.map(({ at }) => at),
      ].slice(0, maximumCites),
      confidence: "inferred",
      remedy: {
        verify: `zfs list -t snapshot -s creation -r ${group
          .slice(0, 8)
          .map(({ name }) => shellWord(name))
          .join(" ")}`,
      },
    }));
  },
  remedy: {
    steps: [
      "Look at the job that makes or pulls them: its timer or line of cron, its log, and whether it still runs from last time: `ps -eo pid,etimes,args | grep -w zfs`",
      "For a replica compare with the source before it forgets the last common snapshot: hold that with `zfs hold keep <snapshot>`",
      "If the dataset is retired, delete its snapshots, so that nobody takes them for copies",
    ],
    risk: "`zfs receive -F` rolls the target back: what was written there since is gone.",
    verify: "zfs list -t snapshot -s creation",
  },
});

import type { KernelEvents } from "#lib/facts/events.ts";
import type { Vdev, ZfsPool } from "#lib/facts/zfs.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { listed, maximumCites, roughly, shellWord } from "#lib/rules/shared/wording.ts";

/** A pool that was not scrubbed for so long keeps errors that nobody has seen. */
const scrubDays = 60;
const soundStates = ["ONLINE", "AVAIL", "INUSE"];

/** What `zpool status` says of a pool that it should not: lost members, errors, a scrub long ago. */
export function poolFaults(pool: ZfsPool, now: Date): Observation[] {
  const state = stateFault(pool) ?? errorFault(pool);
  return [...(state ? [state] : []), ...scrubFault(pool, now)];
}

/** A pool that the kernel stopped, by its log. */
export function suspendedPool({ subject, at }: KernelEvents["events"][number]): Observation {
  const name = subject ?? "a pool";
  return {
    subject: name,
    title: `Pool ${name} is suspended: nothing on it can be read or written`,
    observed: "the kernel suspended it after an I/O failure, and `zpool status` did not answer",
    expected: "ONLINE, every member too",
    cite: [at],
    likelihood: 4,
    impact: 4,
    remedy: { steps: [`Bring the disk back, then \`zpool clear ${shellWord(name)}\`; what waits for the pool goes on or needs a reboot`] },
  };
}

function stateFault(pool: ZfsPool): Observation | null {
  const broken = pool.vdevs.filter(({ state, kind }) => kind === "disk" && !soundStates.includes(state));
  if (pool.state === "ONLINE" && broken.length === 0) return null;
  const lost = broken.length > 0 ? `: ${listed(broken.map((vdev) => `${shortName(vdev)} is ${vdev.state}`))}` : "";
  const works = pool.state === "ONLINE" || pool.state === "DEGRADED";
  return {
    ...about(pool, [pool, ...broken]),
    title: works
      ? `Pool ${pool.name} runs without part of its redundancy`
      : `Pool ${pool.name} is ${pool.state}: nothing on it can be written`,
    observed: `pool ${pool.name} is ${pool.state}${lost}`,
    expected: "ONLINE, every member too",
    impact: pool.state === "ONLINE" ? 3 : 4,
    remedy: { steps: stepsFor(pool, broken), verify: `zpool status ${shellWord(pool.name)}` },
  };
}

function errorFault(pool: ZfsPool): Observation | null {
  const erring = pool.vdevs.filter(
    ({ kind, readErrors, writeErrors, checksumErrors }) => kind === "disk" && readErrors + writeErrors + checksumErrors > 0,
  );
  const hasLost = pool.errors !== null && !/no known data errors/i.test(pool.errors);
  if (erring.length === 0 && !hasLost) return null;
  const devices = listed(erring.map((vdev) => `${shortName(vdev)} has ${errorsOf(vdev)}`));
  return {
    ...about(pool, [...erring, ...(hasLost ? [pool] : [])]),
    title: hasLost
      ? `Pool ${pool.name} has files that it can no longer read`
      : `${listed(erring.map(shortName))} of pool ${pool.name} counts device errors`,
    observed: [...(erring.length > 0 ? [devices] : []), ...(hasLost ? [pool.errors ?? ""] : [])].join("; "),
    expected: "no read, write or checksum errors",
    impact: 3,
    remedy: { steps: stepsFor(pool, erring), verify: `zpool status -v ${shellWord(pool.name)}` },
  };
}

function scrubFault(pool: ZfsPool, now: Date): Observation[] {
  const scan = pool.scan ?? "";
  const at = Date.parse(/ on \w{3} (\w{3} +\d+ [\d:]+ \d{4})$/.exec(scan)?.[1] ?? "");
  const isNever = /^none requested/.test(scan);
  const isOld = /^(scrub repaired|resilvered)/.test(scan) && now.getTime() - at > scrubDays * 86_400_000;
  if (!isNever && !isOld) return [];
  return [
    {
      subject: pool.name,
      key: `${pool.name} scrub`,
      title: `Pool ${pool.name} was ${isNever ? "never scrubbed" : `not scrubbed for over ${scrubDays} days`}: errors on rarely read blocks stay unseen`,
      observed: isNever ? "no scrub so far" : `last scan on ${new Date(at).toISOString().slice(0, 10)}`,
      expected: "a scrub each month",
      cite: [pool.at],
      likelihood: 2,
      impact: 2,
      remedy: {
        steps: [
          `In a quiet hour: \`zpool scrub ${shellWord(pool.name)}\`, and look whether /etc/cron.d/zfsutils-linux or a timer does it each month`,
        ],
      },
    },
  ];
}

function about(pool: ZfsPool, cited: readonly { at: ZfsPool["at"] }[]): Pick<Observation, "subject" | "key" | "cite" | "likelihood"> {
  return { subject: pool.name, key: pool.name, cite: cited.map(({ at }) => at).slice(0, maximumCites), likelihood: 4 };
}

/** "sdc1" of "/dev/sdc1", and what says which disk it is of a name by id. */
export function shortName({ name }: Vdev): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

function errorsOf({ readErrors, writeErrors, checksumErrors }: Vdev): string {
  const counts: [number, string][] = [
    [readErrors, "read"],
    [writeErrors, "write"],
    [checksumErrors, "checksum"],
  ];
  return counts.flatMap(([count, kind]) => (count > 0 ? [roughly(count, `${kind} error`)] : [])).join(", ");
}

function stepsFor(pool: ZfsPool, members: readonly Vdev[]): string[] {
  const [first] = members;
  const name = shellWord(pool.name);
  return [
    "Look at the cable, the slot and SMART of the disk before it is blamed",
    `Replace it: \`zpool replace ${name} ${first ? shellWord(first.name) : "OLD"} /dev/disk/by-id/NEW\`; once the cause is mended and a scrub is clean: \`zpool clear ${name}\``,
  ];
}

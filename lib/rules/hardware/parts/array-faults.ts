import type { Raid, RaidArray } from "#lib/facts/raid.ts";
import type { Level, Observation } from "#lib/rules/rule.ts";
import { listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";

const words: Record<Exclude<RaidArray["state"], "ok" | "unknown">, { text: string; impact: Level }> = {
  degraded: { text: "runs without redundancy", impact: 4 },
  failed: { text: "has lost more members than it can bear", impact: 4 },
  rebuilding: { text: "rebuilds, and has no redundancy until it is done", impact: 3 },
  inactive: { text: "was found and not started", impact: 3 },
};

/** An array of md or of a controller that is not whole. */
export function arrayFaults(array: RaidArray): Observation[] {
  const { name, kind, level, state, stateText, faulty, at } = array;
  if (state === "ok" || state === "unknown") return faulty.length > 0 ? [faultySpare(array)] : [];
  const lost = faulty.length > 0 ? `, ${listed(faulty)} faulty` : "";
  return [
    {
      subject: name,
      title: `${name} ${words[state].text}`,
      observed: `${name}${level ? ` (${level})` : ""}: ${stateText}${lost}`,
      expected: "every member in place",
      cite: [at],
      likelihood: 4,
      impact: words[state].impact,
      ...(kind === "md"
        ? { remedy: { steps: mdSteps(array), verify: `mdadm --detail /dev/${shellWord(name)}` } }
        : { remedy: { verify: "storcli64 /call show; ssacli ctrl all show config" } }),
    },
  ];
}

function faultySpare({ name, faulty, at }: RaidArray): Observation {
  return {
    subject: name,
    title: `${name} is whole, but still holds ${listed(faulty)} as faulty`,
    observed: `${name}: ${listed(faulty)} marked (F)`,
    expected: "no faulty member",
    cite: [at],
    likelihood: 2,
    impact: 2,
    remedy: { steps: mdSteps({ name, faulty }), verify: `mdadm --detail /dev/${shellWord(name)}` },
  };
}

function mdSteps({ name, faulty }: Pick<RaidArray, "name" | "faulty">): string[] {
  const [first] = faulty;
  return [
    `See which member is gone: \`mdadm --detail /dev/${shellWord(name)}\`, and its serial number with \`lsblk -o NAME,SERIAL\``,
    ...(first ? [`Take it out: \`mdadm /dev/${shellWord(name)} --remove /dev/${shellWord(first)}\``] : []),
    `Replace the disk, partition it like the other one, then \`mdadm /dev/${shellWord(name)} --add /dev/NEW\``,
  ];
}

/** Disks behind a controller that failed or are expected to, and a cache without its battery. */
export function controllerFaults({ controllers, disks }: Raid): Observation[] {
  const bad = disks.filter(({ ok, predictedFailure }) => !ok || predictedFailure);
  const faults = controllers.flatMap(({ name, faults: own }) => own.map((fault) => ({ name, ...fault })));
  const battery = faults.filter(({ part }) => part !== "controller");
  const broken = faults.filter(({ part }) => part === "controller");
  return [
    ...(bad.length > 0
      ? [
          {
            subject: listed(bad.map(({ name }) => name)),
            key: "controller disks",
            title: `${listed(bad.map(({ name }) => name))} behind the RAID controller ${bad.length === 1 ? "is" : "are"} failing or gone`,
            observed: listed(bad.map(({ name, state, model }) => `${name}${model ? ` (${model})` : ""}: ${state}`)),
            expected: "every disk online",
            cite: bad.map(({ at }) => at).slice(0, maximumCites),
            likelihood: 3 as Level,
            impact: 3 as Level,
          },
        ]
      : []),
    ...[broken, battery].flatMap((group): Observation[] => {
      const [first] = group;
      if (!first) return [];
      const isCache = first.part !== "controller";
      return [
        {
          subject: `RAID ${first.name}`,
          key: `${first.name} ${isCache ? "cache" : "controller"}`,
          title: isCache
            ? "The RAID controller's write cache has no power of its own: it writes through, or loses data in a power cut"
            : "The RAID controller reports a fault",
          observed: listed(group.map(({ name, text }) => `${name}: ${text}`)),
          expected: "controller, cache and battery in order",
          cite: group.map(({ at }) => at).slice(0, maximumCites),
          likelihood: 3,
          impact: isCache ? 2 : 3,
        },
      ];
    }),
  ];
}

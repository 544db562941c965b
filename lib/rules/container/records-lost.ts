import type { Containers } from "#lib/facts/containers.ts";
import { defineRule, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { counted } from "#lib/rules/shared/wording.ts";

/** Fewer than this may be somebody who tidied up. */
const leastBefore = 4;

export const recordsLost = defineRule({
  id: "container/records-lost",
  title: "The container engine has lost its containers",
  why: "A restart policy starts what is on record. After a hard stop the records may be gone while the data is still there: nothing starts, and no error says so.",
  scope: "guest",
  scenarios: ["guest-restart", "power-loss"],
  likelihood: 4,
  impact: 3,
  postmortems: ["debian-hosts-line-blocks-pmxcfs", "docker-unless-stopped-upgrade"],
  references: ["Docker: Start containers automatically"],
  needs: ["containers"],
  wants: ["before"],
  check({ containers, before }) {
    const earlier = [before?.beforeBoot, before?.baseline].flatMap((one) =>
      one?.readings.containers?.status === "ok" ? [one.readings.containers.value] : [],
    );
    const [last] = earlier;
    return containers.engines.flatMap((engine): Observation[] => {
      const now = countOf(containers, engine.name);
      const then = last === undefined ? null : countOf(last, engine.name);
      if (now === 0 && then === null && engine.volumes === null)
        throw new Undecidable(`${engine.name} has no container, and neither its volumes nor an earlier visit are known`);
      const lost = then !== null && then > 0 && (now === 0 || (then >= leastBefore && now <= then / 2));
      // Volumes alone may be what someone left behind who has moved away.
      const leftOver = now === 0 && then === null && (engine.volumes ?? 0) > 0;
      if (!lost && !leftOver) return [];
      return [
        {
          subject: engine.name,
          title: lost
            ? `${engine.name} has ${counted(now, "container")}; there were ${then}`
            : `${engine.name} has volumes and no container`,
          observed: [
            `${counted(now, "container")} in any state`,
            ...(then !== null ? [`${then} at an earlier visit`] : []),
            ...(engine.volumes !== null && engine.volumes > 0 ? [counted(engine.volumes, "volume")] : []),
            ...(engine.images === 0 ? ["no image"] : []),
            ...(engine.dataRoot ? [`data in ${engine.dataRoot}`] : []),
          ].join("; "),
          expected: lost ? `about ${then} containers` : "containers that use the volumes, or no volumes",
          cite: [engine.at],
          likelihood: lost ? 4 : 2,
          impact: lost ? 3 : 2,
          confidence: lost ? "confirmed" : "suspected",
        },
      ];
    });
  },
  remedy: {
    steps: [
      "First see that the disk of the data is mounted: `findmnt /var/lib/docker`, and every path that is bound into containers",
      "Then deploy again from the files that declare them: `docker compose -f FILE up -d`, Ansible, the stack of your manager",
      "Have a unit do that at boot where the count is zero",
    ],
    risk: "Deployed over an empty mount point they start with empty data, and look well: mounts first.",
    verify: "docker ps -a",
  },
});

function countOf({ containers }: Containers, engine: string): number {
  return containers.filter((one) => one.engine === engine && !one.oneOff).length;
}

import { defineRule, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { groupBy, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { ageSeconds, comesBack, groupedByPolicy, isDockerOff, isPodmanOff } from "./parts/restart-policies.ts";

const daySeconds = 86_400;
const units = { docker: "docker.service", podman: "podman-restart.service" } as const;

export const noRestartPolicy = defineRule({
  id: "container/no-restart-policy",
  title: "Containers that serve will not start again after a reboot",
  why: "The engine starts only what its restart policy names. The others stay down until someone sees that they are missing.",
  scope: "guest",
  scenarios: ["reboot", "power-loss", "guest-restart"],
  likelihood: 3,
  impact: 2,
  postmortems: ["debian-hosts-line-blocks-pmxcfs", "docker-unless-stopped-upgrade", "single-dns-lxc-apparmor"],
  references: ["Docker: Start containers automatically", "podman-run(1)"],
  needs: ["containers"],
  wants: ["services", "identity"],
  check({ containers: { containers }, services, identity }, now) {
    const clock = Date.parse(identity?.clock ?? "") || now.getTime();
    const serving = containers.filter((one) => one.running && !one.oneOff && one.managedBy === null && ageSeconds(one, clock) > daySeconds);
    if (serving.length > 0 && serving.every(({ restartPolicy }) => restartPolicy === null))
      throw new Undecidable("the restart policies were not read");
    const off = { docker: isDockerOff(services), podman: isPodmanOff(services) };
    const lost = serving.filter((one) => !comesBack(one) || off[one.engine]);
    return [...groupBy(lost, (one) => one.project ?? one.name)].map(([key, group]): Observation => {
      const names = group.map(({ name }) => name);
      const engine = group[0]?.engine ?? "docker";
      const stay = serving.filter((one) => one.project === key && one.restartPolicy === "unless-stopped").map(({ name }) => name);
      return {
        subject: listed(names, 8),
        key,
        title: `${listed(names)} ${names.length === 1 ? "stays" : "stay"} down after the next reboot`,
        observed: [
          ...groupedByPolicy(group),
          ...(off[engine] ? [`${units[engine]} is disabled`] : []),
          ...(stay.length > 0 ? [`${listed(stay)}: unless-stopped, which keeps them down where someone stopped them before`] : []),
        ].join("; "),
        expected: "always or unless-stopped, or a systemd unit that starts them",
        cite: [
          ...group.map(({ policyAt }) => policyAt),
          ...(services ?? []).filter(({ unit }) => off[engine] && unit === units[engine]).map(({ at }) => at),
        ].slice(0, maximumCites),
        remedy: {
          steps: [
            ...(off[engine] ? [`\`systemctl enable ${units[engine]}\``] : []),
            `\`${engine} update --restart unless-stopped ${names.map(shellWord).join(" ")}\``,
            ...(group[0]?.project
              ? [`Write \`restart: unless-stopped\` into the compose file of ${key}: the next \`up\` takes the policy from there`]
              : []),
          ],
          verify: `${engine} inspect --format '{{.Name}} {{.HostConfig.RestartPolicy.Name}}' ${names.map(shellWord).join(" ")}`,
        },
      };
    });
  },
  remedy: {
    steps: ["`docker update --restart unless-stopped CONTAINER`, and the same in its compose file"],
    risk: "A container that crashes for a reason is started over and over; one that was stopped by hand stays down with unless-stopped.",
    verify: "docker inspect --format '{{.Name}} {{.HostConfig.RestartPolicy.Name}}' CONTAINER",
  },
});

import type { Container } from "#lib/facts/containers.ts";
import { defineRule, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { counted, groupBy, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";

const daySeconds = 86_400;

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
    const engine = services?.find(({ unit }) => unit === "docker.service");
    const socket = services?.find(({ unit }) => unit === "docker.socket");
    const noSocket = socket === undefined ? engine?.loadState != null : socket.unitFileState === "disabled";
    const disabled = engine?.unitFileState === "disabled" && noSocket;
    const lost = serving.filter((one) => !comesBack(one) || (one.engine === "docker" && disabled));
    return [...groupBy(lost, (one) => one.project ?? one.name)].map(([key, group]): Observation => {
      const names = group.map(({ name }) => name);
      const stay = serving.filter((one) => one.project === key && one.restartPolicy === "unless-stopped").map(({ name }) => name);
      return {
        subject: listed(names, 8),
        key,
        title: `${listed(names)} ${names.length === 1 ? "stays" : "stay"} down after the next reboot`,
        observed: [
          ...groupedByPolicy(group),
          ...(disabled ? ["docker.service is disabled"] : []),
          ...(stay.length > 0 ? [`${listed(stay)}: unless-stopped, which keeps them down where someone stopped them before`] : []),
        ].join("; "),
        expected: "always or unless-stopped, or a systemd unit that starts them",
        cite: [...group.map(({ policyAt }) => policyAt), ...(disabled && engine ? [engine.at] : [])].slice(0, maximumCites),
        remedy: {
          steps: [
            ...(disabled ? ["`systemctl enable docker.service`"] : []),
            `\`${group[0]?.engine ?? "docker"} update --restart unless-stopped ${names.map(shellWord).join(" ")}\``,
            ...(group[0]?.project
              ? [`Write \`restart: unless-stopped\` into the compose file of ${key}: the next \`up\` takes the policy from there`]
              : []),
          ],
          verify: `${group[0]?.engine ?? "docker"} inspect --format '{{.Name}} {{.HostConfig.RestartPolicy.Name}}' ${names.map(shellWord).join(" ")}`,
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

function comesBack({ restartPolicy }: Container): boolean {
  return restartPolicy === null || restartPolicy === "always" || restartPolicy === "unless-stopped";
}

/** How long it has been meant to run: since it was made where its last start is not known. */
function ageSeconds({ createdAt, startedAt }: Container, clock: number): number {
  return (clock - Date.parse(createdAt ?? startedAt ?? "")) / 1000;
}

function groupedByPolicy(group: readonly Container[]): string[] {
  return [...groupBy(group, ({ restartPolicy }) => restartPolicy ?? "not read")].map(
    ([policy, some]) =>
      `${counted(some.length, "container")} with RestartPolicy ${policy}: ${listed(
        some.map(({ name }) => name),
        8,
      )}`,
  );
}

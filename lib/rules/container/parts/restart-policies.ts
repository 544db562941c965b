import type { Container } from "#lib/facts/containers.ts";
import type { Services } from "#lib/facts/services.ts";
import { counted, groupBy, listed } from "#lib/rules/shared/wording.ts";

/** Whether docker starts nothing at boot: neither its unit nor its socket does. */
export function isDockerOff(services: Services | undefined): boolean {
  const [engine, socket] = ["docker.service", "docker.socket"].map((name) => services?.find(({ unit }) => unit === name));
  if (engine?.unitFileState !== "disabled") return false;
  return socket === undefined ? engine.loadState !== null : socket.unitFileState === "disabled";
}

/** Whether podman starts nothing at boot: it has no daemon, and leaves its policies to podman-restart.service (podman-run(1)). */
export function isPodmanOff(services: Services | undefined): boolean {
  return services?.some(({ unit, unitFileState }) => unit === "podman-restart.service" && unitFileState === "disabled") ?? false;
}

/** Whether its policy lets a container start at boot; one that was not read does. */
export function comesBack({ restartPolicy }: Container): boolean {
  return restartPolicy === null || restartPolicy === "always" || restartPolicy === "unless-stopped";
}

/** How long it has been meant to run: since it was made where its last start is not known. */
export function ageSeconds({ createdAt, startedAt }: Container, clock: number): number {
  return (clock - Date.parse(createdAt ?? startedAt ?? "")) / 1000;
}

/** "2 containers with RestartPolicy no: a and b", for each policy. */
export function groupedByPolicy(group: readonly Container[]): string[] {
  return [...groupBy(group, ({ restartPolicy }) => restartPolicy ?? "not read")].map(
    ([policy, some]) =>
      `${counted(some.length, "container")} with RestartPolicy ${policy}: ${listed(
        some.map(({ name }) => name),
        8,
      )}`,
  );
}

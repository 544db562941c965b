import type { Container, Containers } from "#lib/facts/containers.ts";
import { cite } from "./testing.ts";

/** Facts about containers for tests of rules, one line each. Nothing of the product imports this. */

/** A container of docker that has run since 2026-03-01 and comes back at boot, started by compose. */
export function container(name: string, over: Partial<Container> = {}): Container {
  const at = cite("docker ps -a", JSON.stringify(name));
  return {
    engine: "docker",
    id: `${name}-id`,
    name,
    image: `registry.lan/${name}:1.0`,
    running: true,
    exitStatus: null,
    createdAt: "2026-03-01T10:00:00.000Z",
    startedAt: "2026-03-01T10:00:01.000Z",
    restartPolicy: "always",
    command: ["/entrypoint.sh"],
    project: "shop",
    projectFolder: "/srv/shop",
    managedBy: null,
    oneOff: false,
    mounts: [],
    at,
    policyAt: cite(`docker inspect ${name}`, 'RestartPolicy {"Name":"always"}'),
    ...over,
  };
}

/** containers([container("web")], { volumes: 3 }). */
export function containers(list: Container[], engine: Partial<Containers["engines"][number]> = {}): Containers {
  return {
    engines: [{ name: "docker", volumes: 0, images: 5, dataRoot: "/var/lib/docker", at: cite("docker ps -a", ""), ...engine }],
    containers: list,
  };
}

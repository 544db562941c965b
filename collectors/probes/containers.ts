import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Containers } from "#lib/facts/containers.ts";
import { infoFormat, inspectFormat, psFormat } from "./parse/container-commands.ts";
import { dockerContainers, inspected, podmanContainers } from "./parse/containers.ts";
import { isMissing } from "./parse/presence.ts";
import { linesOf, notReadable, succeeded } from "./parse/sections.ts";

const common = { root: true, optional: true, lane: "slow", timeoutSeconds: 10 } as const;

/** Containers of docker(1) and podman(1) as root; those of other users' podman are theirs. Templates keep the environment on the host. */
export const containers = defineProbe({
  id: "containers",
  fact: "containers",
  systems: ["linux"],
  sources: {
    docker: { exec: ["docker", "ps", "-a", "--no-trunc", "--format", psFormat], ...common },
    dockerDetails: {
      list: ["docker", "ps", "-aq", "--no-trunc"],
      exec: ["docker", "inspect", "--type", "container", "--format", inspectFormat, "{}"],
      ...common,
    },
    dockerVolumes: { exec: ["docker", "volume", "ls", "-q"], ...common },
    dockerInfo: { exec: ["docker", "info", "--format", infoFormat], ...common },
    podman: { exec: ["podman", "ps", "-a", "--no-trunc", "--format", "json"], ...common },
    podmanDetails: {
      list: ["podman", "ps", "-aq", "--no-trunc"],
      exec: ["podman", "inspect", "--type", "container", "--format", inspectFormat, "{}"],
      ...common,
    },
    podmanVolumes: { exec: ["podman", "volume", "ls", "-q"], ...common },
  },
  parse(sections): Containers {
    const { docker, podman, dockerInfo } = sections;
    const asked = [docker, podman].filter((section) => !isMissing(section));
    if (asked.length === 0) throw new NotApplicable("neither docker nor podman is installed");
    const failed = asked.filter((section) => !succeeded(section));
    if (failed.length > 0) throw notReadable(failed, "containers");
    const info = linesOf(succeeded(dockerInfo) ? dockerInfo.text : "");
    const dataRoot = info[1]?.startsWith('"/') ? info[1].slice(1, -1) : null;
    const images = /^\d{1,6}$/.test(info[0] ?? "") ? Number(info[0]) : null;
    const own = {
      docker: succeeded(docker) ? dockerContainers(docker) : null,
      podman: succeeded(podman) ? podmanContainers(podman) : null,
    };
    return {
      engines: [
        ...(own.docker ? [{ name: "docker" as const, volumes: count(sections.dockerVolumes), images, dataRoot, at: head(docker) }] : []),
        ...(own.podman
          ? [{ name: "podman" as const, volumes: count(sections.podmanVolumes), images: null, dataRoot: null, at: head(podman) }]
          : []),
      ],
      containers: [
        // `docker` may be podman under another name: then both list the same.
        ...(own.docker ?? [])
          .filter(({ id }) => !own.podman?.some((other) => other.id === id))
          .map((one) => inspected("docker", one, sections.dockerDetails)),
        ...(own.podman ?? []).map((one) => inspected("podman", one, sections.podmanDetails)),
      ],
    };
  },
});

function count(section: Section): number | null {
  return succeeded(section) ? linesOf(section.text).filter((line) => line !== "").length : null;
}

function head(section: Section) {
  return citeLine(section.source, linesOf(section.text), 0);
}

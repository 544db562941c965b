import { watch } from "#lib/engine/drift/watch.ts";

const engines = watch({
  fact: "containers",
  kind: "engine",
  group: "software",
  things: (all) =>
    all.engines.map(({ name, dataRoot, at }) => ({
      key: name,
      name: `container engine ${name}`,
      says: { "keeps its data in": dataRoot ?? undefined },
      at: [at],
    })),
});

/** By name: a container that was made anew has another id and is the same to whoever runs it. Single jobs and pods come and go. */
const containers = watch({
  fact: "containers",
  kind: "container",
  group: "software",
  things: (all) =>
    all.containers
      .filter(({ oneOff, managedBy }) => !oneOff && managedBy !== "kubernetes")
      .map((container) => ({
        key: `${container.engine} ${container.name}`,
        name: `container ${container.name}`,
        says: {
          state: container.running ? "running" : "stopped",
          image: container.image,
          "restart policy": container.restartPolicy ?? undefined,
          command: container.command === null ? undefined : container.command.join(" "),
          mounts: container.mounts?.map(({ source, target }) => `${source} at ${target}`),
          project: container.project,
          "kept running by": container.managedBy,
        },
        at: [container.at, container.policyAt],
      })),
});

export const containerWatches = [engines, containers];

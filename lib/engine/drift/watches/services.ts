import { watch } from "#lib/engine/drift/watch.ts";

/** On its way from one state to the next is where every unit is now and then. */
const settled = (state: string | null) => (state === null || /^(activating|deactivating|reloading)$/.test(state) ? undefined : state);

const services = watch({
  fact: "services",
  kind: "service",
  group: "software",
  comesAndGoes: true,
  about: ({ key }) => `state of ${key}`,
  things: (all) =>
    all.map(({ unit, activeState, result, at }) => ({
      key: unit,
      name: `service ${unit}`,
      says: { state: settled(activeState), result: result ?? undefined },
      at: [at],
    })),
});

const enabledServices = watch({
  fact: "services",
  kind: "enabled service",
  group: "software",
  effect: "at the next reboot",
  things: (all) =>
    all
      .filter(({ loadState }) => loadState !== "not-found")
      .map(({ unit, unitFileState, at }) => ({
        key: unit,
        name: `service ${unit}`,
        says: { "at boot": unitFileState ?? undefined },
        at: [at],
      })),
});

const serviceSettings = watch({
  fact: "services",
  kind: "settings of a service",
  group: "software",
  comesAndGoes: true,
  effect: ({ before, now }) => `at the next restart of ${(now ?? before)?.key}`,
  things: (all) =>
    all
      .filter(({ loadState }) => loadState === "loaded")
      .map((service) => ({
        key: service.unit,
        name: `service ${service.unit}`,
        says: {
          "drop-ins": service.dropIns,
          "needs mounts": [...service.requiresMountsFor, ...service.wantsMountsFor],
          requires: service.requires,
          after: service.after,
          "runs before": service.execStartPre,
          "time to start": service.timeoutStart ?? undefined,
        },
        at: [service.at],
      })),
});

const failedUnits = watch({
  fact: "failedUnits",
  kind: "failed unit",
  group: "software",
  weight: 1,
  about: ({ key }) => `state of ${key}`,
  things: (units) => units.map(({ unit, description, at }) => ({ key: unit, name: `unit ${unit}`, says: { description }, at: [at] })),
  words: ({ before, now }) => (before === null ? `${now?.name} has failed` : now === null ? `${before.name} is no longer failed` : null),
});

export const serviceWatches = [services, enabledServices, serviceSettings, failedUnits];

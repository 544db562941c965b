import { watch } from "#lib/engine/drift/watch.ts";

const watchdogs = watch({
  fact: "watchdog",
  kind: "watchdog",
  group: "hardware",
  things: ({ devices }) =>
    devices.map(({ name, identity, state, timeoutSeconds, nowayout, at }) => ({
      key: name,
      name: `watchdog ${name}`,
      says: {
        driver: identity ?? undefined,
        state: state ?? undefined,
        "time limit": timeoutSeconds === null ? undefined : `${timeoutSeconds} s`,
        "cannot be stopped": nowayout ?? undefined,
      },
      at: [at],
    })),
});

const watchdogUse = watch({
  fact: "watchdog",
  kind: "watchdog settings",
  group: "hardware",
  things: ({ systemdSeconds, systemdAt, daemon, fencingModule, hungTaskPanic, panicSeconds }) => [
    {
      key: "settings",
      name: "watchdog settings",
      says: {
        "fed by systemd every": systemdSeconds === null ? undefined : `${systemdSeconds} s`,
        "fed by watchdog(8) for": daemon?.device ?? null,
        "tests of watchdog(8)": daemon?.tests ?? [],
        "fencing module": fencingModule ?? "softdog",
        "panic on a hung task": hungTaskPanic ?? undefined,
        "reboot after a panic": panicSeconds === null ? undefined : `${panicSeconds} s`,
      },
      at: [systemdAt, daemon?.at ?? null],
    },
  ],
});

export const watchdogWatches = [watchdogs, watchdogUse];

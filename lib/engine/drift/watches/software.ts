import type { Effect } from "#lib/engine/drift/change.ts";
import type { Difference } from "#lib/engine/drift/watch.ts";
import { watch } from "#lib/engine/drift/watch.ts";

const system = watch({
  fact: "identity",
  kind: "system",
  group: "software",
  weight: 1,
  things: ({ os, system: kind, hypervisorVersion, hostname, init }) => [
    {
      key: "system",
      name: "system",
      says: {
        name: os.name,
        version: os.versionId,
        runs: kind,
        "hypervisor version": hypervisorVersion ?? undefined,
        "host name": hostname,
        init,
      },
      at: [],
    },
  ],
});

/** Kernels and boot loaders are used by the next boot, QEMU by each guest's next start; daemons are restarted by their package. */
function packageEffect({ before, now }: Difference): Effect {
  const name = (now ?? before)?.key ?? "";
  if (/^(linux-image|pve-kernel|proxmox-kernel|kernel|grub|shim|systemd-boot|initramfs-tools|dracut|.*microcode.*)(-|$)/.test(name))
    return "at the next reboot";
  return /^(pve-)?qemu/.test(name) ? "at the next restart of each guest" : "in effect";
}

/** Updates that nobody has installed are no change of the host: they come with each refresh of the lists. */
const packages = watch({
  fact: "packages",
  kind: "package",
  group: "software",
  effect: packageEffect,
  things: ({ parts }) => parts.map(({ name, version, at }) => ({ key: name, name: `package ${name}`, says: { version }, at: [at] })),
});

const brokenPackages = watch({
  fact: "packages",
  kind: "broken package",
  group: "software",
  weight: 1,
  things: ({ broken }) =>
    broken.map(({ name, version, state, at }) => ({
      key: name,
      name: `half-installed package ${name}`,
      says: { state, version },
      at: [at],
    })),
});

const heldPackages = watch({
  fact: "packages",
  kind: "held package",
  group: "software",
  things: ({ held }) => held.map(({ name, at }) => ({ key: name, name: `hold on package ${name}`, says: {}, at: [at] })),
});

const origins = watch({
  fact: "packages",
  kind: "origin",
  group: "software",
  things: (all) =>
    all.origins.map(({ uri, suite, at }) => ({
      key: `${uri} ${suite ?? ""}`,
      name: `package source ${uri}${suite === null ? "" : ` ${suite}`}`,
      says: {},
      at: [at],
    })),
});

const automaticUpdates = watch({
  fact: "automaticUpdates",
  kind: "automatic updates",
  group: "software",
  things: ({ by, installs, installsAt, reboots, rebootsAt, rebootTime, leavesAlone }) => [
    {
      key: "updates",
      name: "automatic updates",
      says: { by, "installs them": installs ?? undefined, "reboots by itself": reboots, at: rebootTime, "leaves alone": leavesAlone },
      at: [installsAt, rebootsAt],
    },
  ],
});

const schedules = watch({
  fact: "schedules",
  kind: "schedule",
  group: "software",
  weight: 3,
  things: (all) =>
    all.map(({ by, when, user, command, at }) =>
      by === "timer"
        ? { key: `timer ${when}`, name: `timer ${when}`, says: { starts: command }, at: [at] }
        : { key: `cron ${user ?? ""} ${command}`, name: `cron job ${command}`, says: { when, user }, at: [at] },
    ),
});

const timeSync = watch({
  fact: "timeSync",
  kind: "clock",
  group: "software",
  things: ({ daemon, synchronised, localRtc, at, localRtcAt }) => [
    {
      key: "clock",
      name: "clock",
      says: { synchronised: synchronised ?? undefined, "kept by": daemon, "hardware clock in local time": localRtc ?? undefined },
      at: [at, localRtcAt],
    },
  ],
});

const timeSources = watch({
  fact: "timeSync",
  kind: "time source",
  group: "software",
  effect: "at the next restart of the time daemon",
  things: ({ configured }) =>
    configured.map(({ directive, name, at }) => ({
      key: `${directive} ${name}`,
      name: `time source ${name}`,
      says: { directive },
      at: [at],
    })),
});

const conntrack = watch({
  fact: "conntrack",
  kind: "connection table",
  group: "network",
  things: ({ maximum, buckets, filtersBridges, at }) => [
    {
      key: "conntrack",
      name: "connection table",
      says: { "connections at most": maximum, buckets: buckets ?? undefined, "frames of guests pass it": filtersBridges ?? undefined },
      at: [at],
    },
  ],
});

export const softwareWatches = [
  system,
  packages,
  brokenPackages,
  heldPackages,
  origins,
  automaticUpdates,
  schedules,
  timeSync,
  timeSources,
  conntrack,
];

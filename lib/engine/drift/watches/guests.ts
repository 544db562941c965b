import type { Effect } from "#lib/engine/drift/change.ts";
import type { Difference, World } from "#lib/engine/drift/watch.ts";
import { watch } from "#lib/engine/drift/watch.ts";
import type { Guest } from "#lib/facts/guests.ts";
import { guestIdentity, guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { layoutChange } from "#lib/rules/shared/pci-layout-changes.ts";
import { listed } from "#lib/rules/shared/wording.ts";

const mebibytes = (value: number | null) => (value === null ? undefined : `${value} MiB`);

const guests = watch({
  fact: "guests",
  kind: "guest",
  group: "guests",
  weight: 1,
  things: (all) =>
    all.map((guest) => ({
      key: guestIdentity(guest),
      name: `${guest.template ? "template" : "guest"} ${guestLabel(guest)}`,
      says: {
        state: guest.state ?? (guest.running === null ? undefined : guest.running ? "running" : "stopped"),
        memory: mebibytes(guest.memoryMiB),
        "memory at least": guest.balloonMiB === null ? null : `${guest.balloonMiB} MiB`,
        cores: guest.cores,
        processor: guest.cpuModel,
        machine: guest.machine,
        firmware: guest.bios,
        "SCSI controller": guest.scsiController,
        "guest agent": guest.agent,
        arguments: guest.args,
        features: guest.features,
        unprivileged: guest.unprivileged,
        "state that HA keeps": guest.haState,
        name: guest.name,
        tags: guest.tags,
      },
      at: [guest.stateAt, guest.at],
    })),
  words: ({ before, now }, _, world) => (before !== null && now === null ? movedWords(before, world) : null),
});

/** A guest of a cluster may only have moved: the shared configuration says where it is. */
function movedWords({ key, name }: NonNullable<Difference["before"]>, { clusterGuests }: World): string | null {
  const node = clusterGuests?.guests.find((guest) => guestIdentity(guest) === key)?.node;
  return node === undefined ? null : `${name} is no longer on this host: it is on node ${node}`;
}

const starts = watch({
  fact: "guests",
  kind: "start at boot",
  group: "guests",
  weight: 1,
  partOf: "guest",
  comesAndGoes: true,
  effect: "at the next reboot",
  things: (all) =>
    all.map((guest) => ({
      key: guestIdentity(guest),
      within: guestIdentity(guest),
      name: `guest ${guestLabel(guest)}`,
      says: {
        "starts at boot": guest.onboot,
        "place in the order": guest.startup?.order ?? null,
        "wait after it": seconds(guest.startup?.upSeconds),
        "time to stop": seconds(guest.startup?.downSeconds),
      },
      at: [guest.onbootAt],
    })),
});

const seconds = (value: number | null | undefined) => (value == null ? null : `${value} s`);

const pending = watch({
  fact: "guests",
  kind: "pending change",
  group: "guests",
  partOf: "guest",
  effect: restartOf,
  things: (all) =>
    all.flatMap((guest) =>
      (guest.pending ?? []).map(({ key, now, next, at }) => ({
        key: `${guestIdentity(guest)} ${key}`,
        within: guestIdentity(guest),
        name: `pending change of ${guestLabel(guest)}: ${key}`,
        says: { "runs with": now, "starts with": next },
        at: [at],
      })),
    ),
  words: ({ before, now }) =>
    before === null && now !== null ? `${now.name} ${now.says["runs with"] ?? "none"} → ${now.says["starts with"] ?? "none"}` : null,
});

const layouts = watch({
  fact: "guests",
  kind: "PCI layout",
  group: "guests",
  weight: 1,
  partOf: "guest",
  effect: restartOf,
  things: (all) =>
    all.flatMap((guest) => {
      const change = layoutChange(guest);
      if (change === null) return [];
      const says = { moves: change.moved, because: change.causes };
      return [{ key: guestIdentity(guest), within: guestIdentity(guest), name: layoutName(guest), says, at: change.cite }];
    }),
  words: ({ before, now }) => {
    if (before !== null && now === null) return `${before.name} is no longer pending`;
    const [moves, causes] = [listOf(now?.says.moves), listOf(now?.says.because)];
    return `${now?.name} is pending: ${listed(moves.length > 0 ? moves : causes)}`;
  },
});

const layoutName = (guest: Guest) => `another PCI layout of ${guestLabel(guest)}`;
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Only a stop and a start put a stored definition into force. */
function restartOf({ before, now }: Difference, { guests: all }: World): Effect {
  const key = (now ?? before)?.within;
  if (now === null) return "in effect";
  const guest = all?.find((one) => guestIdentity(one) === key);
  return `at the next restart of ${guest?.name ?? "the guest"}`;
}

export const guestWatches = [guests, starts, pending, layouts];

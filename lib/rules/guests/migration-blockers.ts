import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { isHaManaged, isTagged } from "#lib/rules/shared/guest-start.ts";
import { counted, listed, maximumCites, uniqueBy } from "#lib/rules/shared/wording.ts";
import { type Blocker, deviceBlockers, diskBlockers } from "./parts/migration.ts";

const words: Record<Blocker["kind"], { title: string; expected: string }> = {
  device: {
    title: "cannot leave this host and cannot be snapshotted while running: a device of the host belongs to it",
    expected: "guests without devices of one host, or an agreed stop before maintenance",
  },
  disk: {
    title: "is under HA and its disks lie only here: when the host fails, HA starts it without them",
    expected: "disks of HA guests on shared storage, or replicated to the other nodes",
  },
  medium: { title: "cannot be migrated: an image lies in its drive that other nodes do not have", expected: "empty drives" },
};

export const migrationBlockers = defineRule({
  id: "guests/migration-blockers",
  title: "Guests cannot leave this host before maintenance or after a failure",
  why: "Before maintenance everybody believes that guests can be moved away. What cannot move is stopped, in the one hour in which nobody has time for it.",
  scope: "host",
  scenarios: ["node-loss"],
  likelihood: 2,
  impact: 2,
  postmortems: ["hba-passthrough-panic"],
  references: ["qm(1)", "virsh(1)"],
  needs: ["guests"],
  wants: ["storages", "clusterConfig", "backups"],
  check({ guests, storages, clusterConfig, backups }) {
    const movable = guests.filter(
      (guest) => !guest.template && (guest.running === true || isHaManaged(guest)) && !isTagged(guest, "pinned", "local"),
    );
    const blockers = movable.flatMap((guest) => [
      ...deviceBlockers(guest),
      // A host that stands alone has nowhere to migrate to.
      ...(clusterConfig === undefined ? [] : diskBlockers(guest, storages, backups)),
    ]);
    return (["device", "disk", "medium"] as const).flatMap((kind) =>
      observationOf(
        kind,
        blockers.filter((one) => one.kind === kind),
      ),
    );
  },
  remedy: {
    steps: [
      "Devices: give the guest what it needs by the network, or plan its stop: `qm shutdown VMID`",
      "Disks of HA guests: move them to shared storage, or replicate them: `pvesr create-local-job VMID-0 NODE`",
      "Drives: `qm set VMID --ide2 none,media=cdrom`",
    ],
    risk: "Moving a disk loads storage and network for as long as it takes.",
    verify: "qm config VMID",
  },
});

function observationOf(kind: Blocker["kind"], blockers: readonly Blocker[]): Observation[] {
  const guests = uniqueBy(
    blockers.map(({ guest }) => guest),
    ({ id }) => id,
  );
  const [first] = guests;
  if (first === undefined) return [];
  const named = guests.map(
    (guest) => `${guestLabel(guest)}: ${listed(blockers.filter((one) => one.guest === guest).map(({ what }) => what))}`,
  );
  const one = guests.length === 1;
  return [
    {
      subject: one ? guestLabel(first) : counted(guests.length, "guest"),
      key: kind,
      title: one ? `${guestLabel(first)} ${words[kind].title}` : `${counted(guests.length, "guest")}, each of which ${words[kind].title}`,
      observed: listed(named, 6),
      expected: words[kind].expected,
      cite: blockers.slice(0, maximumCites).map(({ at }) => at),
      impact: guests.some(isHaManaged) && kind !== "medium" ? 3 : kind === "medium" ? 1 : 2,
    },
  ];
}

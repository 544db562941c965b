import { compareBy } from "#lib/engine/drift/compare.ts";
import { defineRule, type Level, type Observation } from "#lib/rules/rule.ts";
import { diskIdentity, knownDisks } from "#lib/rules/shared/disk-identity.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { usesOfKernelNames } from "./parts/kernel-name-uses.ts";
import { factBefore } from "./parts/since.ts";

export const diskEnumerationChanged = defineRule({
  id: "change/disk-enumeration-changed",
  title: "A disk has another kernel name than before",
  why: "The kernel numbers disks as they answer. That is harmless where nothing asks for /dev/sdX, and mounts or overwrites the wrong disk where something does.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 1,
  impact: 1,
  needs: ["before", "identity", "blockDevices"],
  wants: ["fstab", "guests", "storages"],
  check({ before, identity, blockDevices, ...configured }): Observation[] {
    const was = knownDisks(factBefore(before, identity, "blockDevices"));
    const renamed = compareBy(was, knownDisks(blockDevices), diskIdentity).changed.filter(
      (change) => change.before.name !== change.now.name,
    );
    if (renamed.length === 0) return [];
    const uses = usesOfKernelNames(configured);
    return [
      {
        subject: listed(renamed.map(({ now }) => now.path)),
        key: renamed
          .map(({ key }) => key)
          .sort()
          .join(" "),
        title: `${listed(renamed.map((change) => `${change.before.name} is ${change.now.name} now`))}${uses.length > 0 ? ", and kernel names are in use" : ""}`,
        observed: `${listed(
          renamed.map((change) => `disk ${change.key}: /dev/${change.before.name} before, /dev/${change.now.name} now`),
          8,
        )}; ${uses.length > 0 ? `asked for by kernel name: ${listed(uses.map(({ text }) => text))}` : "nothing asks for a kernel name"}`,
        expected: "names below /dev/disk/by-id or UUIDs wherever a disk is named",
        cite: [...renamed.flatMap((change) => [change.before.at, change.now.at]), ...uses.map(({ at }) => at)].slice(0, maximumCites),
        likelihood: (uses.length > 0 ? 3 : 1) as Level,
        impact: (uses.length > 0 ? 3 : 1) as Level,
      },
    ];
  },
  remedy: {
    steps: [
      "Wherever a disk is named by /dev/sdX write its UUID or its name below /dev/disk/by-id.",
      "Otherwise nothing: mark this state as good.",
    ],
    risk: "None for what is named by UUID.",
    verify: "lsblk -o NAME,SERIAL,WWN,MOUNTPOINT",
  },
  postmortems: ["debian-hosts-line-blocks-pmxcfs"],
  references: ["fstab(5)", "lsblk(8)"],
});

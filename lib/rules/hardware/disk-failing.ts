import type { Smart, SmartDisk } from "#lib/facts/smart.ts";
import type { Zfs } from "#lib/facts/zfs.ts";
import { defineRule, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { diskName } from "#lib/rules/shared/hardware.ts";
import { maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { type DiskSign, signsOf } from "./parts/disk-signs.ts";

export const diskFailing = defineRule({
  id: "hardware/disk-failing",
  title: "A disk says that it fails, or counts what comes before that",
  why: "A disk that cannot read some of its sectors, or has used up its reserve, tends to go within months, and often while the array reads all of it to replace another one.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 3,
  impact: 3,
  needs: ["smart"],
  wants: ["before", "zfs"],
  check({ smart, before, zfs }) {
    const read = smart.filter(({ unread }) => unread === null);
    if (read.length === 0 && smart.some(({ unread }) => unread !== "unsupported" && unread !== "asleep"))
      throw new Undecidable("no disk could be read: they hide behind a controller, or smartctl failed");
    const earlier = before?.baseline.readings.smart;
    return read.flatMap((disk) => {
      const signs = signsOf(disk, earlier?.status === "ok" ? sameDisk(earlier.value, disk) : undefined);
      return signs.length > 0 ? [observationOf(disk, signs, zfs)] : [];
    });
  },
  remedy: {
    steps: ["Have a spare at hand and a backup that was restored once", "Replace the disk and let the array resync"],
    risk: "Pulling the wrong disk of a mirror ends the data: compare the serial number on the label.",
    verify: "smartctl -a /dev/sdX",
  },
  postmortems: ["smart-pending-then-freeze", "stripe-pool-suspended"],
  references: ["smartctl(8)"],
});

function sameDisk(earlier: Smart, disk: SmartDisk): SmartDisk | undefined {
  return earlier.find(({ serial, device }) => (disk.serial === null ? device === disk.device : serial === disk.serial));
}

function observationOf(disk: SmartDisk, signs: readonly DiskSign[], zfs: Zfs | undefined): Observation {
  const [worst] = signs.toSorted((one, two) => two.likelihood + two.impact - one.likelihood - one.impact);
  const alone = zfs && (worst?.impact ?? 0) >= 3 ? poolWithout(zfs, disk) : null;
  const device = shellWord(disk.device);
  return {
    subject: diskName(disk),
    key: disk.serial ?? disk.device,
    title: `${diskName(disk)}: ${worst?.text}${alone ? `, and pool ${alone} does not survive its loss` : ""}`,
    observed: `${disk.model ?? "disk"} ${diskName(disk)}: ${signs.map(({ text }) => text).join("; ")}${disk.passed ? "; its overall verdict is still PASSED" : ""}`,
    expected: "no unreadable sectors, passed self-tests, reserve left",
    cite: signs.map(({ at }) => at).slice(0, maximumCites),
    likelihood: worst?.likelihood ?? 3,
    impact: alone ? 4 : (worst?.impact ?? 3),
    remedy: {
      steps: [
        `See what it counts: \`smartctl -a ${device}\`, and start a long self-test in a quiet hour: \`smartctl -t long ${device}\``,
        `Replace the disk with serial number ${disk.serial ?? "(see smartctl)"}: in ZFS with \`zpool replace\`, in md with \`mdadm --replace\``,
      ],
      verify: `smartctl -a ${device}`,
    },
  };
}

/** The pool that has this disk directly below it, without a mirror or parity. */
function poolWithout(zfs: Zfs, disk: SmartDisk): string | null {
  const isOf = (name: string) => (disk.serial !== null && name.includes(disk.serial)) || isPartOf(name, disk.device);
  const pool = zfs.pools.find(({ vdevs }) =>
    vdevs.some((vdev) => vdev.kind === "disk" && vdev.parent === null && vdev.role === "data" && isOf(vdev.name)),
  );
  return pool?.name ?? null;
}

/** "/dev/sdb1" and "/dev/nvme0n1p3" are parts of "/dev/sdb" and "/dev/nvme0n1". */
function isPartOf(name: string, device: string): boolean {
  return name.startsWith(device) && /^(p?\d+)?$/.test(name.slice(device.length));
}

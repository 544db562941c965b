import type { BlockDevices } from "#lib/facts/block-devices.ts";
import type { KernelEvents } from "#lib/facts/events.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { hostTime, isWithinDays } from "#lib/rules/shared/hardware.ts";
import { counted, groupBy, listed, maximumCites } from "#lib/rules/shared/wording.ts";

const days = 14;
/** So many errors of one disk are no loose cable that someone touched. */
const manyErrors = 3;
/** Drives without a medium, floppies that are not there, and devices that lie on others. */
const notADisk = /^(sr|fd|loop|ram|zram|zd|nbd|rbd|dm-|md)\d/;

export const diskIoErrors = defineRule({
  id: "hardware/disk-io-errors",
  title: "The kernel could not read from a disk or write to it",
  why: "Errors that reach the kernel have passed every retry of the disk. Disk, cable or controller is at fault, and the pool that lies on it is suspended or turned read-only when they come in numbers, even if SMART is clean.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 3,
  impact: 2,
  needs: ["kernelEvents"],
  wants: ["blockDevices", "identity"],
  check({ kernelEvents, blockDevices, identity }, now) {
    const at = hostTime(identity, now);
    const events = kernelEvents.events.filter(
      ({ kind, subject, lastAt }) =>
        (kind === "io-error" || kind === "disk-reset") && subject !== null && !notADisk.test(subject) && isWithinDays(lastAt, days, at),
    );
    return [...groupBy(events, ({ subject }) => diskOf(subject ?? ""))].flatMap(([disk, group]) => {
      const errors = group.filter(({ kind }) => kind === "io-error");
      // A link that was reset once says little: cables are touched, and disks wake up late.
      if (errors.length === 0 && sumOf(group) < manyErrors) return [];
      return [observationOf(disk, group, blockDevices)];
    });
  },
  remedy: {
    steps: [
      "Look at the lines around it: `journalctl -k -g 'I/O error|ata[0-9]|nvme'`, and at SMART of the disk",
      "Change cable or slot first, then the disk; scrub or check what lies on it afterwards",
    ],
    risk: "A disk that is pulled by its kernel name may be the wrong one after a reset: go by serial number.",
    verify: "journalctl -k --since -1d -g 'I/O error' --no-pager",
  },
  postmortems: ["stripe-pool-suspended"],
  references: ["smartctl(8)", "journalctl(1)"],
});

function observationOf(disk: string, group: KernelEvents["events"], devices: BlockDevices | undefined): Observation {
  const device = devices?.find(({ name }) => name === disk);
  const isGone = devices !== undefined && device === undefined && /^(sd|nvme\d+n)/.test(disk);
  const [many, one] = [sumOf(group) >= manyErrors, counted(sumOf(group), "error")];
  const name = device?.serial ? `${disk} (${device.serial})` : disk;
  return {
    subject: name,
    key: device?.serial ?? disk,
    title: isGone ? `${disk} had errors and is gone since: it was pulled, or it died` : `The kernel had errors with disk ${name}`,
    observed: `${many ? `${manyErrors} or more errors` : one} of ${listed([...new Set(group.map(({ kind }) => (kind === "io-error" ? "reading or writing" : "the link, which was reset")))])} in the last ${days} days`,
    expected: "no I/O errors",
    cite: group.map(({ at }) => at).slice(0, maximumCites),
    likelihood: isGone ? 2 : 3,
    impact: many && !isGone ? 3 : 2,
  };
}

/** The disk of a partition: "sdb1" → "sdb", "nvme0n1p3" → "nvme0n1". */
function diskOf(name: string): string {
  return /^(sd[a-z]+)\d*$/.exec(name)?.[1] ?? /^(nvme\d+n\d+)p\d+$/.exec(name)?.[1] ?? name;
}

function sumOf(events: KernelEvents["events"]): number {
  return events.reduce((sum, { count }) => sum + count, 0);
}

import type { Guest } from "#lib/facts/guests.ts";
import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { startsWithHost } from "#lib/rules/shared/guest-start.ts";
import { sizeOf } from "#lib/rules/shared/sizes.ts";
import { counted, listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { signsOf } from "./parts/memory-signs.ts";

const mebibyte = 1024 ** 2;
/** What the hypervisor itself needs to stay alive; a small machine was given a small system. */
const hostNeeds = (totalBytes: number) => Math.min(2 * 1024 ** 3, totalBytes / 8);

export const memoryOvercommit = defineRule({
  id: "guests/memory-overcommit",
  title: "The virtual machines together may take more memory than the host has",
  why: "Each of them was given what it may take, not what it takes today. When they take it, after a fail-over, a start of all or a busy night, the kernel kills one, and it picks the largest.",
  scope: "host",
  scenarios: ["node-loss", "reboot", "power-loss"],
  likelihood: 2,
  impact: 3,
  postmortems: ["ram-allotted-100-percent"],
  references: ["proc_meminfo(5)", "qm(1)"],
  needs: ["guests", "memory"],
  wants: ["kernelEvents"],
  check({ guests, memory, kernelEvents }) {
    // A container's number is a limit, and what it does not use stays free.
    const machines = guests.filter(
      (guest) => guest.platform !== "lxc" && !guest.template && (guest.running === true || startsWithHost(guest)),
    );
    if (machines.length === 0) return [];
    const known = machines.filter((guest) => guest.memoryMiB !== null);
    const most = sumOf(known, (guest) => guest.memoryMiB ?? 0);
    const cache = memory.arcMaximumBytes ?? 0;
    const hostBytes = hostNeeds(memory.totalBytes);
    const needed = most + hostBytes + cache;
    if (needed <= memory.totalBytes) {
      if (known.length < machines.length)
        throw new Undecidable(`the memory of ${counted(machines.length - known.length, "guest")} is not known`);
      return [];
    }
    const least = sumOf(known, (guest) => (guest.balloonMiB ? Math.min(guest.balloonMiB, guest.memoryMiB ?? 0) : (guest.memoryMiB ?? 0)));
    const fitsShrunk = least + hostBytes <= memory.totalBytes;
    const signs = signsOf(memory, kernelEvents, guests);
    const largest = [...known].sort((one, other) => (other.memoryMiB ?? 0) - (one.memoryMiB ?? 0));
    return [
      {
        subject: "memory",
        title: `${counted(known.length, "virtual machine")} may take ${sizeOf(most)} of the ${sizeOf(memory.totalBytes)} of this host`,
        observed: [
          `${listed(
            largest.map((guest) => `${guestLabel(guest)} ${sizeOf((guest.memoryMiB ?? 0) * mebibyte)}`),
            6,
          )}; together ${sizeOf(most)}`,
          ...(cache > 0 ? [`the cache of ZFS may take ${sizeOf(cache)}`] : []),
          ...(fitsShrunk && least < most ? [`${sizeOf(least)} where ballooning takes back what it may`] : []),
          ...signs,
        ].join("; "),
        expected: `at most ${sizeOf(Math.max(0, memory.totalBytes - hostBytes - cache))} for guests: ${sizeOf(hostBytes)}${cache > 0 ? " and the cache" : ""} stay with the host`,
        cite: [memory.totalAt, ...(signs.length > 0 ? [memory.swapAt] : []), ...largest.map((guest) => guest.at)].slice(0, maximumCites),
        likelihood: signs.length > 0 ? 3 : fitsShrunk ? 1 : 2,
        // Where only ZFS's cache is too much, that cache gives way before a guest has to.
        impact: most + hostBytes > memory.totalBytes ? 3 : 2,
        confidence: signs.length > 0 ? "confirmed" : "inferred",
      },
    ];
  },
  remedy: {
    steps: [
      "Take memory from the machine that uses least of its share: `qm set VMID --memory MiB`, or `virsh setmaxmem`",
      "Or move one to another host; then limit the cache of ZFS (`zfs_arc_max`) where there is one",
    ],
    risk: "A guest gets less only at its next stop and start; one that is given too little is killed by its own kernel.",
    verify: "grep -E 'MemTotal|MemAvailable|SwapFree' /proc/meminfo",
  },
});

function sumOf(guests: readonly Guest[], mebibytes: (guest: Guest) => number): number {
  return guests.reduce((sum, guest) => sum + mebibytes(guest), 0) * mebibyte;
}

import type { KernelEvents } from "#lib/facts/events.ts";
import type { Guests } from "#lib/facts/guests.ts";
import type { Memory } from "#lib/facts/memory.ts";
import { killedGuests } from "./killed-guests.ts";

/** What says that it has already come to it. */
export function signsOf(memory: Memory, kernelEvents: KernelEvents | undefined, guests: Guests): string[] {
  const killed = kernelEvents === undefined ? [] : killedGuests(kernelEvents, guests);
  const isSwapping = memory.swapTotalBytes > 0 && memory.swapUsedBytes > memory.swapTotalBytes / 2;
  return [
    ...(killed.length > 0 ? ["the kernel has already killed a guest"] : []),
    ...(isSwapping ? ["more than half of the swap is in use"] : []),
  ];
}

/** First and last VLAN of a range; the same for a single one. */
export type VlanRange = readonly [first: number, last: number];

const lastVlanId = 4094;

/** A range beyond this says "everything", as Proxmox gives a guest without a tag all VLANs: nobody asked for each of them. */
export const widestList = 64;

/**
 * VLANs as configurations list them: "2-4094", "10 20 30-40" (ifupdown2), "1 pvid untagged, 10, 20" (NetworkManager), "10;20-30" (Proxmox
 * trunks). Words that are no VLAN are passed over.
 */
export function vlanRanges(text: string): VlanRange[] {
  return text.split(/[\s,;]+/).flatMap((word): VlanRange[] => {
    const [, first, last] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(word) ?? [];
    const range: VlanRange = [Number(first), Number(last ?? first)];
    return first !== undefined && range[0] >= 1 && range[1] <= lastVlanId && range[0] <= range[1] ? [range] : [];
  });
}

/** The same VLANs in the fewest ranges, lowest first: old tools list "1 2 3 4" for 1–4. */
export function mergedRanges(ranges: readonly VlanRange[]): VlanRange[] {
  const merged: [number, number][] = [];
  for (const [first, last] of ranges.toSorted(([one], [other]) => one - other)) {
    const before = merged.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

export function inRanges(ranges: readonly VlanRange[], vid: number): boolean {
  return ranges.some(([first, last]) => first <= vid && vid <= last);
}

/** The VLANs of one list that the other lacks, as ranges. */
export function rangesWithout(ranges: readonly VlanRange[], others: readonly VlanRange[]): VlanRange[] {
  return others.reduce(
    (left, [first, last]) =>
      left.flatMap(([from, to]): VlanRange[] => [
        ...(from < first ? [[from, Math.min(to, first - 1)] as const] : []),
        ...(to > last ? [[Math.max(from, last + 1), to] as const] : []),
      ]),
    mergedRanges(ranges),
  );
}

/** "10, 20–40 and 3 more": at most six ranges for a sentence. */
export function describeRanges(ranges: readonly VlanRange[]): string {
  const words = ranges.slice(0, 6).map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
  if (words.length === 0) return "none";
  return ranges.length > 6 ? `${words.join(", ")} and ${ranges.length - 6} more` : words.join(", ");
}

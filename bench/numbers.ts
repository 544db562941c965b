/** What the rounds of one measurement came to, in the unit of its values. */
export interface Spread {
  rounds: number;
  minimum: number;
  median: number;
  p95: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((left, right) => left - right);
  return { rounds: sorted.length, minimum: sorted[0] ?? Number.NaN, median: medianOf(sorted), p95: rank(sorted, 0.95) };
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return (rank(sorted, 0.5) + rank(sorted.toReversed(), 0.5)) / 2;
}

/** Nearest rank: a value that was measured, not one between two. */
function rank(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}

/** As many digits as are worth reading: "0.84", "8.4", "84", "840". */
export function short(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 20 ? 0 : size >= 2 ? 1 : 2);
}

export const ms = (value: number): string => `${short(value)} ms`;
export const mebibytes = (bytes: number | null): string => (bytes === null ? "not known" : `${short(bytes / 1024 / 1024)} MiB`);

const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

/** "1.7 TiB", "94 GiB", "20 MiB": two digits that matter are enough to know which disk is meant. */
export function sizeOf(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** power;
  return `${value < 10 && power > 0 ? Math.round(value * 10) / 10 : Math.round(value)} ${units[power]}`;
}

/** The highest of these limits that a percentage has reached: "over 95 %" stays true from one visit to the next. */
export function overPercent(percent: number, limits: readonly number[] = [99, 97, 95, 90, 85, 80]): string {
  if (percent >= 100) return "100 %";
  const limit = limits.find((candidate) => percent >= candidate);
  return limit === undefined ? `${Math.round(percent)} %` : `over ${limit} %`;
}

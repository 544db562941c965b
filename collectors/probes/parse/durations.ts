const unitSeconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 };

/** A duration as Prometheus writes it ("1h30m", "5m", "0s", "2d") in seconds; null where the text is none. */
export function promDurationSeconds(text: string): number | null {
  if (!/^(0|(\d{1,9}(ms|[smhdwy]))+)$/.test(text)) return null;
  return [...text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce((sum, [, count, unit = ""]) => sum + Number(count) * (unitSeconds[unit] ?? 0), 0);
}

/** Counts with their noun: `count(1, "host")` = "1 host", `count(3, "host")` = "3 hosts". */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** A share from 0 to 1 as whole per cent; never rounded up to 100 while something is missing. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  return `${rounded === 100 && share < 1 ? 99 : rounded} %`;
}

const secondsPer = { minute: 60, hour: 3600, day: 86_400 } as const;

/** A length of time in its largest fitting unit: "420 ms", "1.4 s", "3 min", "5 h", "41 d". */
export function duration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < secondsPer.minute) return `${Math.round(seconds)} s`;
  if (seconds < secondsPer.hour) return `${Math.floor(seconds / secondsPer.minute)} min`;
  if (seconds < 2 * secondsPer.day) return `${Math.floor(seconds / secondsPer.hour)} h`;
  return `${Math.floor(seconds / secondsPer.day)} d`;
}

/** How long ago something was: "just now" below ten seconds (and for clocks that run ahead), else "3 min ago". */
export function ago(then: Date, now: Date): string {
  const milliseconds = now.getTime() - then.getTime();
  return milliseconds < 10_000 ? "just now" : `${duration(milliseconds)} ago`;
}

/** The age of a finding for its row: "new" within a day, else "since 41 d". */
export function since(then: Date, now: Date): string {
  const milliseconds = now.getTime() - then.getTime();
  return milliseconds < secondsPer.day * 1000 ? "new" : `since ${duration(milliseconds)}`;
}

/** A time to the second in UTC, without the zone's name: "2026-05-01 14:32:07". */
export function instant(at: Date): string {
  const iso = at.toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

/** Bytes with a binary unit and at most one decimal: "812 B", "4.1 KiB", "2 MiB". */
export function bytes(number: number): string {
  const units = ["B", "KiB", "MiB", "GiB"];
  let value = number;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit > 0 && value < 10 ? 1 : 0;
  return `${value.toFixed(digits).replace(/\.0$/, "")} ${units[unit]}`;
}

/** Words in a row as a person says them: "a", "a and b", "a, b and c"; beyond `limit` "a, b and 4 more". */
export function list(words: readonly string[], limit = 3): string {
  if (words.length <= 1) return words[0] ?? "";
  if (words.length <= limit) return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
  return `${words.slice(0, limit - 1).join(", ")} and ${words.length - limit + 1} more`;
}

const weekDays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const nicknames: Readonly<Record<string, number>> = {
  hourly: 1,
  daily: 24,
  midnight: 24,
  weekly: 168,
  monthly: 744,
  yearly: 8784,
  annually: 8784,
};

/**
 * The longest time in hours between two runs of a schedule: five fields of cron (crontab(5)), a nickname, or a calendar event of Proxmox
 * ("sun 01:00", "mon..fri 21:30", "*:0/30"). Null where the text is none of these, or no regular one.
 */
export function longestGapHours(schedule: string): number | null {
  const text = schedule.trim().toLowerCase();
  const nickname = nicknames[text.replace(/^@/, "")];
  if (nickname !== undefined) return nickname;
  const fields = text.split(/\s+/);
  if (fields.length === 5 && !text.includes(":")) return cronGap(fields);
  return eventGap(fields);
}

function cronGap([minute = "", hour = "", day = "", month = "", weekDay = ""]: readonly string[]): number | null {
  const minutes = numbersOf(minute, 0, 59);
  const hours = numbersOf(hour, 0, 23);
  if (minutes === null || hours === null) return null;
  if (month !== "*") return 8784;
  if (day !== "*" && weekDay !== "*") return null;
  const days = numbersOf(day, 1, 31);
  const inWeek = numbersOf(named(weekDay), 0, 7)?.map((number) => number % 7);
  if (days === null || inWeek === undefined) return null;
  if (day !== "*") return widest(days, 31) * 24;
  if (weekDay !== "*") return longest(widest(inWeek, 7), hours, minutes);
  return longest(1, hours, minutes);
}

/** `[week days] [date] [time]`, each of them left out at will; a bare "30" is minutes. */
function eventGap(fields: readonly string[]): number | null {
  let [dayGap, hours, minutes] = [1, [0], [0]];
  for (const field of fields) {
    if (/^[a-z.,]+$/.test(field)) {
      const days = numbersOf(named(field).replaceAll("..", "-"), 0, 6);
      if (days === null) return null;
      dayGap = widest(days, 7);
    } else if (field.includes("-")) {
      const day = field.split("-").at(-1) ?? "";
      const days = numbersOf(day, 1, 31);
      if (days === null) return null;
      dayGap = day === "*" ? 1 : widest(days, 31);
    } else {
      const [hour, minute, second] = field.includes(":") ? field.split(":") : ["*", field];
      const [someHours, someMinutes] = [times(hour, 23), times(minute, 59)];
      if (someHours === null || someMinutes === null || (second ?? "00") !== "00") return null;
      [hours, minutes] = [someHours, someMinutes];
    }
  }
  return fields.length === 0 ? null : longest(dayGap, hours, minutes);
}

/** Times of a calendar event: ".." for ranges, "0/30" counts up from a start. */
function times(field: string | undefined, highest: number): number[] | null {
  return numbersOf((field ?? "0").replaceAll("..", "-").replace(/^(\d+)\//, `$1-${highest}/`), 0, highest);
}

/** Runs on days that lie so far apart, at these hours and minutes. */
function longest(dayGap: number, hours: readonly number[], minutes: readonly number[]): number {
  if (dayGap > 1) return dayGap * 24;
  return hours.length >= 24 ? widest(minutes, 60) / 60 : widest(hours, 24);
}

/** The widest distance between neighbours on a circle. */
function widest(numbers: readonly number[], circle: number): number {
  const sorted = [...new Set(numbers)].sort((one, other) => one - other);
  const first = sorted[0] ?? 0;
  return Math.max(...sorted.map((number, index) => (sorted[index + 1] ?? first + circle) - number));
}

function named(text: string): string {
  return text.replace(/[a-z]{3,}/g, (word) => {
    const index = weekDays.indexOf(word.slice(0, 3));
    return index < 0 ? word : String(index);
  });
}

/** "*", "1,5", "1-5", "0-23/2" or every so many, as numbers; null where it is none. */
function numbersOf(field: string, lowest: number, highest: number): number[] | null {
  const found: number[] = [];
  for (const item of field.split(",")) {
    const [, range = "", step] = /^(\*|\d{1,2}(?:-\d{1,2})?)(?:\/(\d{1,2}))?$/.exec(item) ?? [];
    if (range === "") return null;
    const [from = lowest, to = range === "*" || step !== undefined ? highest : from] =
      range === "*" ? [lowest, highest] : range.split("-").map(Number);
    if (from < lowest || to > highest || Number(step ?? 1) < 1) return null;
    // A range of week days may go over the end of the week.
    const end = to < from ? to + highest + 1 : to;
    for (let number = from; number <= end; number += Number(step ?? 1)) found.push(number > highest ? number - highest - 1 : number);
  }
  return found.length === 0 ? null : found;
}

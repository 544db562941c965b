/** "2026-05-01 12:00 UTC": unlike "3 hours ago" it reads the same at the next visit. */
export function instant(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

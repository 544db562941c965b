import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What we promise of one number: it is met at this or below. */
export interface Target {
  name: string;
  limit: number;
  value: number;
}

export interface Table {
  title: string;
  /** Sentences on how it was measured. */
  notes: readonly string[];
  head: readonly string[];
  /** The first cell of a row is its name. */
  rows: readonly (readonly string[])[];
}

/** What one part measured: for people, and as data. */
export interface Part {
  tables: readonly Table[];
  targets: readonly Target[];
  data: Record<string, unknown>;
}

export function isMet({ value, limit }: Target): boolean {
  return value <= limit;
}

/** "≤ 0.80  met", as it stands in a table's last column. */
export function verdict(target: Target): string {
  return `≤ ${target.limit.toFixed(2)}  ${isMet(target) ? "met" : "missed"}`;
}

/** Names to the left, numbers to the right, a line under the head. */
export function tableText({ title, notes, head, rows }: Table): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) =>
    widths
      .map((width, column) => (column === 0 ? (row[column] ?? "").padEnd(width) : (row[column] ?? "").padStart(width)))
      .join("   ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("───");
  return ["", title, ...notes.map((note) => `  ${note}`), "", line(head), rule, ...rows.map(line), ""].join("\n");
}

/** Writes the results of a run beside those of earlier ones, and returns where. */
export function writeResults(folder: string, at: Date, results: unknown): string {
  mkdirSync(folder, { recursive: true });
  const file = join(
    folder,
    `${at
      .toISOString()
      .replace(/\.\d+Z$/, "Z")
      .replaceAll(":", "-")}.json`,
  );
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  return file;
}

import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Problem } from "#lib/problem.ts";
import { type Db, db, inTransaction } from "./client.ts";
import { storableText } from "./json.ts";
import { openWindow } from "./maintenance.ts";

export const checklistPhases = ["before", "during", "after"] as const;
export type ChecklistPhase = (typeof checklistPhases)[number];

/** A line that a person adds. */
export const ChecklistInput = z.strictObject({
  phase: z.enum(checklistPhases),
  words: z.string().trim().min(1, "Must not be empty").max(500, "At most 500 characters"),
});
export type ChecklistInput = z.infer<typeof ChecklistInput>;

/** One line, ticked or not, with who and when. */
export interface ChecklistItem {
  id: string;
  phase: ChecklistPhase;
  words: string;
  /** Null for a line that a person wrote. */
  key: string | null;
  addedBy: string;
  doneBy: string | null;
  doneAt: Date | null;
}

const select = { id: true, phase: true, words: true, key: true, addedBy: true, doneBy: true, doneAt: true } as const;

/** The lines of a window, by phase and place. */
export async function listChecklist(windowId: string): Promise<ChecklistItem[]> {
  const rows = await db().checklistItem.findMany({ where: { windowId }, orderBy: [{ position: "asc" }, { id: "asc" }], select });
  const known = rows.flatMap((row) => {
    const phase = checklistPhases.find((one) => one === row.phase);
    return phase === undefined ? [] : [{ ...row, phase }];
  });
  return checklistPhases.flatMap((phase) => known.filter((item) => item.phase === phase));
}

/** A line that follows from facts: the same `key` is the same line at the next pre-check, and stays ticked. */
export interface MadeLine {
  phase: ChecklistPhase;
  key: string;
  words: string;
}

/** Brings the lines that follow from facts up to date: new ones come, those that no longer follow go unless they were ticked. */
export async function syncChecklist(tx: Db, windowId: string, lines: readonly MadeLine[], by: string): Promise<void> {
  const keys = lines.map(({ key }) => key);
  await tx.checklistItem.deleteMany({ where: { windowId, key: { not: null, notIn: keys }, doneAt: null } });
  for (const [position, { phase, key, words }] of lines.entries()) {
    const text = storableText(words);
    await tx.checklistItem.upsert({
      where: { windowId_key: { windowId, key } },
      create: { id: randomUUID(), windowId, phase, position, words: text, key, addedBy: by },
      update: { phase, position, words: text },
      select: { id: true },
    });
  }
}

/** Adds a line of one's own, after the others. Throws `not-found` or `conflict`. */
export async function addLine(windowId: string, { phase, words }: ChecklistInput, by: string): Promise<{ id: string }> {
  const id = randomUUID();
  await inTransaction(async (tx) => {
    await openWindow(tx, windowId);
    const last = await tx.checklistItem.aggregate({ where: { windowId }, _max: { position: true } });
    const position = (last._max.position ?? -1) + 1;
    await tx.checklistItem.create({
      data: { id, windowId, phase, position, words: storableText(words), addedBy: by },
      select: { id: true },
    });
  });
  return { id };
}

/** Ticks a line, or takes the tick back. Throws `not-found` or `conflict`. */
export async function tickLine(windowId: string, id: string, done: boolean, by: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    await openWindow(tx, windowId);
    const data = done ? { doneBy: by, doneAt: now } : { doneBy: null, doneAt: null };
    const { count } = await tx.checklistItem.updateMany({ where: { id, windowId }, data });
    if (count === 0) throw noSuchLine();
  });
}

/** Takes a line of one's own away; what follows from facts stays. Throws `not-found` or `conflict`. */
export async function removeLine(windowId: string, id: string): Promise<void> {
  await inTransaction(async (tx) => {
    await openWindow(tx, windowId);
    const { count } = await tx.checklistItem.deleteMany({ where: { id, windowId, key: null } });
    if (count === 0) throw noSuchLine();
  });
}

function noSuchLine(): Problem {
  return new Problem("not-found", "There is no such line on the checklist, or it follows from facts and cannot be removed.");
}

import { z } from "zod";
import { postmortemIds } from "#lib/postmortems/ids.ts";
import { checkPostmortem, maximumCharacters, type Postmortem } from "#lib/postmortems/schema.ts";
import { Problem } from "#lib/problem.ts";
import { audit } from "./audit.ts";
import { type Db, db, inTransaction } from "./client.ts";

/** What an own incident is sent as. */
export const PostmortemInput = z.object({ markdown: z.string().min(1, "Write or paste the report.").max(maximumCharacters) });
export type PostmortemInput = z.infer<typeof PostmortemInput>;

/** An incident that the users of this Bulkhead wrote. */
export interface OwnPostmortem {
  id: string;
  postmortem: Postmortem;
  markdown: string;
  createdBy: string;
  updatedAt: Date;
}

/** Own reports are few; more than this is a mistake of a program. */
const maximumReports = 500;

/** Every own incident, by id, and the ids of those that another version accepted and this one does not. */
export async function listOwnPostmortems(): Promise<{ reports: OwnPostmortem[]; misfits: string[] }> {
  const rows = await db().ownPostmortem.findMany({ orderBy: { id: "asc" }, select: ownSelect });
  const reports = rows.flatMap((row) => {
    const { postmortem } = checkPostmortem(row.markdown);
    return postmortem === null ? [] : [{ ...row, postmortem }];
  });
  const fitting = new Set(reports.map(({ id }) => id));
  return { reports, misfits: rows.map(({ id }) => id).filter((id) => !fitting.has(id)) };
}

/** The text of an own incident, also of one that does not fit this version. Throws `not-found`. */
export async function loadOwnMarkdown(id: string): Promise<string> {
  const row = await db().ownPostmortem.findUnique({ where: { id }, select: { markdown: true } });
  if (row === null) throw noSuchPostmortem();
  return row.markdown;
}

/** Stores a new own incident under the id of its front matter. Throws `invalid`, or `conflict` where that id is taken. */
export async function addOwnPostmortem({ markdown }: PostmortemInput, by: string): Promise<{ id: string }> {
  const { id, title } = readOrThrow(markdown);
  return inTransaction(async (tx) => {
    await idIsFree(tx, id);
    if ((await tx.ownPostmortem.count()) >= maximumReports)
      throw new Problem("conflict", `There are ${maximumReports} own incidents already: remove some that nobody needs.`);
    await tx.ownPostmortem.create({ data: { id, markdown, createdBy: by, updatedBy: by }, select: { id: true } });
    await audit({ actor: by, action: "postmortem.added", subject: id, detail: { title } }, tx);
    return { id };
  });
}

/** Replaces an own incident; its id may change with its text. Throws `not-found`, `invalid` or `conflict`. */
export async function changeOwnPostmortem(id: string, { markdown }: PostmortemInput, by: string): Promise<{ id: string }> {
  const changed = readOrThrow(markdown);
  return inTransaction(async (tx) => {
    if (changed.id !== id) await idIsFree(tx, changed.id);
    const { count } = await tx.ownPostmortem.updateMany({ where: { id }, data: { id: changed.id, markdown, updatedBy: by } });
    if (count === 0) throw noSuchPostmortem();
    const renamed = changed.id === id ? {} : { before: id };
    await audit({ actor: by, action: "postmortem.changed", subject: changed.id, detail: { title: changed.title, ...renamed } }, tx);
    return { id: changed.id };
  });
}

/** Removes an own incident. Throws `not-found`. */
export async function removeOwnPostmortem(id: string, by: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.ownPostmortem.deleteMany({ where: { id } });
    if (count === 0) throw noSuchPostmortem();
    await audit({ actor: by, action: "postmortem.removed", subject: id }, tx);
  });
}

/** The error of every verb that is given an id that no own incident has. */
export function noSuchPostmortem(): Problem {
  return new Problem(
    "not-found",
    "There is no such own incident: it was removed, or it came with Bulkhead or from the folder and is changed there.",
  );
}

function readOrThrow(markdown: string): Postmortem {
  const { postmortem, problems } = checkPostmortem(markdown);
  if (postmortem !== null) return postmortem;
  const lines = problems.map(({ field, message, line }) => `${line === null ? "" : `Line ${line}: `}${field} ${message}.`);
  const fields = Object.fromEntries(problems.map(({ field, message }) => [field, message]));
  throw new Problem("invalid", `The report does not fit yet. ${lines.join(" ")}`, { ...fields, markdown: lines.join("\n") });
}

async function idIsFree(tx: Db, id: string): Promise<void> {
  const shipped = postmortemIds.some((each) => each === id) || id === "new";
  if (!shipped && (await tx.ownPostmortem.count({ where: { id } })) === 0) return;
  const taken = `An incident has the id "${id}" already: choose another one.`;
  throw new Problem("conflict", taken, { id: taken, markdown: taken });
}

const ownSelect = { id: true, markdown: true, createdBy: true, updatedAt: true } as const;

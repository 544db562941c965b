import { randomUUID } from "node:crypto";
import { Declaration, type DeclarationInput, type Declarations } from "#lib/facts/declared.ts";
import { Problem } from "#lib/problem.ts";
import { type AuditAction, audit } from "./audit.ts";
import { type Db, db, inTransaction } from "./client.ts";
import type { Prisma } from "./generated/client.ts";
import { noSuchHost } from "./hosts.ts";
import { storableJson } from "./json.ts";
import { queueVisit } from "./request-visit.ts";

const select = {
  id: true,
  kind: true,
  body: true,
  declaredBy: true,
  declaredAt: true,
  host: { select: { name: true } },
} as const satisfies Prisma.DeclarationSelect;
type Row = Prisma.DeclarationGetPayload<{ select: typeof select }>;

/** What people said about this host and about the fleet, newest first. What does not fit this version is left out. */
export async function loadDeclarations(hostId: string): Promise<Declarations> {
  return list({ OR: [{ hostId }, { hostId: null }] });
}

/** Everything that people said, newest first. */
export async function listDeclarations(): Promise<Declarations> {
  return list({});
}

/** Declares something. Throws `not-found` for a host that is not there. */
export async function declare({ hostId, kind, ...body }: DeclarationInput, by: string, now: Date): Promise<{ id: string }> {
  const id = randomUUID();
  await inTransaction(async (tx) => {
    await hostIsThere(tx, hostId);
    const data = { id, hostId, kind, body: storableJson(body), declaredBy: by, declaredAt: now };
    await tx.declaration.create({ data, select: { id: true } });
    await note(tx, "declaration.added", id, by);
    await judgeAnew(tx, hostId);
  });
  return { id };
}

/** Says the same thing anew, changed or not: it counts as said today. Throws `not-found`. */
export async function declareAnew(id: string, input: DeclarationInput, by: string, now: Date): Promise<void> {
  const { hostId, kind, ...body } = input;
  await inTransaction(async (tx) => {
    await hostIsThere(tx, hostId);
    const data = { hostId, kind, body: storableJson(body), declaredBy: by, declaredAt: now };
    const { count } = await tx.declaration.updateMany({ where: { id }, data });
    if (count === 0) throw noSuchDeclaration();
    await note(tx, "declaration.changed", id, by);
    await judgeAnew(tx, hostId);
  });
}

/** Takes a declaration back. Throws `not-found`. */
export async function retractDeclaration(id: string, by: string): Promise<void> {
  await inTransaction(async (tx) => {
    const said = await tx.declaration.findUnique({ where: { id }, select: { hostId: true } });
    if (said === null) throw noSuchDeclaration();
    await note(tx, "declaration.removed", id, by);
    await tx.declaration.delete({ where: { id }, select: { id: true } });
    await judgeAnew(tx, said.hostId);
  });
}

async function list(where: Prisma.DeclarationWhereInput): Promise<Declarations> {
  const rows = await db().declaration.findMany({ where, orderBy: [{ declaredAt: "desc" }, { id: "asc" }], select });
  return rows.flatMap((row) => Declaration.safeParse(valueOfRow(row)).data ?? []);
}

function valueOfRow({ id, kind, body, declaredBy, declaredAt, host }: Row): Record<string, unknown> {
  const said = { id, kind, declaredBy, declaredAt: declaredAt.toISOString(), host: host?.name ?? null };
  return { note: null, ...(body as object), ...said };
}

async function hostIsThere(tx: Db, hostId: string | null): Promise<void> {
  if (hostId !== null && (await tx.host.count({ where: { id: hostId } })) === 0) throw noSuchHost();
}

/** What was said of a host is seen at its next visit: now. What was said of the fleet, when the worker next looks at it. */
async function judgeAnew(tx: Db, hostId: string | null): Promise<void> {
  if (hostId !== null) await queueVisit(tx, hostId, "declaration");
}

async function note(tx: Db, action: AuditAction, id: string, by: string): Promise<void> {
  const row = await tx.declaration.findUniqueOrThrow({ where: { id }, select: { kind: true, host: { select: { name: true } } } });
  await audit({ actor: by, action, subject: row.host?.name ?? "the fleet", detail: { kind: row.kind } }, tx);
}

function noSuchDeclaration(): Problem {
  return new Problem("not-found", "There is no such declaration: somebody has taken it back.");
}

import { randomUUID } from "node:crypto";
import { Alertmanager } from "#lib/facts/alertmanager.ts";
import { Prometheus } from "#lib/facts/prometheus.ts";
import { type Reading, readingOf } from "#lib/facts/reading.ts";
import type { HttpSourceInput, httpSourceKinds } from "#lib/http-source.ts";
import { Problem } from "#lib/problem.ts";
import { seal } from "#lib/seal.ts";
import { audit } from "./audit.ts";
import { type Db, db, inTransaction } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { storableJson } from "./json.ts";

export type HttpSourceKind = (typeof httpSourceKinds)[number];

/** An Alertmanager or Prometheus that is read over HTTP, and what it said last. */
export type HttpSource = {
  id: string;
  name: string;
  url: string;
  allowPrivate: boolean;
  hasHeader: boolean;
  readAt: Date | null;
} & ({ kind: "alertmanager"; reading: Reading<Alertmanager> | null } | { kind: "prometheus"; reading: Reading<Prometheus> | null });

const schemas = { alertmanager: readingOf(Alertmanager), prometheus: readingOf(Prometheus) };

/** All of them, by name. A stored reading that does not fit this version is as none. */
export async function listHttpSources(): Promise<HttpSource[]> {
  const rows = await db().httpSource.findMany({ orderBy: { name: "asc" } });
  return rows.map(({ id, kind, name, url, allowPrivate, sealedHeader, reading, readAt }) => {
    const known = kind === "alertmanager" ? "alertmanager" : "prometheus";
    const parsed = reading === null ? null : (schemas[known].safeParse(reading).data ?? null);
    return { id, kind: known, name, url, allowPrivate, hasHeader: sealedHeader !== null, reading: parsed, readAt } as HttpSource;
  });
}

/** How to read one; the header is still sealed, for the id. Never leaves the server. */
export interface HttpSourceAccess {
  id: string;
  kind: HttpSourceKind;
  url: string;
  allowPrivate: boolean;
  sealedHeader: string | null;
}

export async function listHttpSourceAccess(): Promise<HttpSourceAccess[]> {
  const select = { id: true, kind: true, url: true, allowPrivate: true, sealedHeader: true } as const;
  const rows = await db().httpSource.findMany({ orderBy: { name: "asc" }, select });
  return rows.map((row) => ({ ...row, kind: row.kind === "alertmanager" ? "alertmanager" : "prometheus" }));
}

/** Stores what one said. */
export async function noteHttpReading(id: string, reading: Reading<Alertmanager> | Reading<Prometheus>, readAt: Date): Promise<void> {
  await db().httpSource.updateMany({ where: { id }, data: { reading: storableJson(reading), readAt } });
}

/** Throws `conflict` when the name is taken. */
export async function addHttpSource(input: HttpSourceInput, by: string): Promise<{ id: string }> {
  const id = randomUUID();
  await inTransaction(async (tx) => {
    await nameIsFree(tx, input.name, id);
    await tx.httpSource.create({ data: { id, ...columns(id, input) }, select: { id: true } });
    await audit({ actor: by, action: "http-source.added", subject: input.name, detail: { url: input.url } }, tx);
  });
  return { id };
}

/** Changes one; what it said before under another address is forgotten. Throws `not-found` or `conflict`. */
export async function changeHttpSource(id: string, input: HttpSourceInput, by: string): Promise<void> {
  await inTransaction(async (tx) => {
    const before = await tx.httpSource.findUnique({ where: { id }, select: { url: true, kind: true } });
    if (before === null) throw noSuchSource();
    await nameIsFree(tx, input.name, id);
    const moved = before.url !== input.url || before.kind !== input.kind;
    // A secret goes to nobody but the address that it was entered for.
    const header = moved && input.authorization === undefined ? { sealedHeader: null } : {};
    const forgotten = moved ? { reading: Prisma.DbNull, readAt: null } : {};
    await tx.httpSource.update({ where: { id }, data: { ...columns(id, input), ...header, ...forgotten }, select: { id: true } });
    await audit({ actor: by, action: "http-source.changed", subject: input.name, detail: { url: input.url } }, tx);
  });
}

/** Throws `not-found`. */
export async function removeHttpSource(id: string, by: string): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await tx.httpSource.findUnique({ where: { id }, select: { name: true } });
    if (row === null) throw noSuchSource();
    await tx.httpSource.delete({ where: { id }, select: { id: true } });
    await audit({ actor: by, action: "http-source.removed", subject: row.name }, tx);
  });
}

function columns(id: string, { authorization, ...rest }: HttpSourceInput) {
  if (authorization === undefined) return rest;
  return { ...rest, sealedHeader: authorization === null ? null : seal(authorization, id) };
}

async function nameIsFree(tx: Db, name: string, id: string): Promise<void> {
  if ((await tx.httpSource.count({ where: { name, id: { not: id } } })) === 0) return;
  const taken = `A source is called "${name}" already: choose another name.`;
  throw new Problem("conflict", taken, { name: taken });
}

function noSuchSource(): Problem {
  return new Problem("not-found", "There is no such source: somebody has removed it.");
}

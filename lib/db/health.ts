import { Problem } from "#lib/problem.ts";
import { db } from "./client.ts";

/** Milliseconds that the database takes to answer. Throws `unavailable`. */
export async function pingDatabase(): Promise<number> {
  const start = performance.now();
  try {
    await db().$queryRaw`select 1`;
  } catch {
    throw new Problem("unavailable", "The database does not answer: is it still running?");
  }
  return Math.round(performance.now() - start);
}

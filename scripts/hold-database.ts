import pg from "pg";
import { advisoryLocks } from "#lib/db/advisory-locks.ts";

/** How long a predecessor's connection may take to be noticed as gone. */
const patienceMs = 5000;

export interface Holding {
  /** Resolves when the connection ends without our doing: the database has gone. */
  lost: Promise<void>;
  release(): Promise<void>;
}

/**
 * Holds the embedded database for this supervisor: its lock lives as long as its connection, so a supervisor that was killed holds
 * nothing. Throws one sentence when another one is alive.
 */
export async function holdDatabase(url: string): Promise<Holding> {
  const client = new pg.Client({ connectionString: url, application_name: `bulkhead supervisor ${process.pid}`, keepAlive: true });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(`set lock_timeout = ${patienceMs}`);
    await client.query("select pg_advisory_lock($1)", [advisoryLocks.supervisor]);
  } catch {
    const name = "bulkhead supervisor %";
    const other = await client.query<{ application_name: string }>(
      "select application_name from pg_stat_activity where application_name like $1 and pid <> pg_backend_pid()",
      [name],
    );
    await client.end();
    const process = other.rows[0]?.application_name.split(" ").at(-1) ?? "unknown";
    throw new Error(`Bulkhead is running here already (process ${process}): stop it first, or set BULKHEAD_DATA to another folder.`);
  }
  let released = false;
  const lost = new Promise<void>((resolve) => client.once("end", () => released || resolve()));
  const release = () => {
    released = true;
    return client.end().catch(() => {});
  };
  return { lost, release };
}

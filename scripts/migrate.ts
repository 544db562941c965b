import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

/** The number that Prisma's own migrate takes for its advisory lock: the two never run at once. */
const migrateLock = 72_707_369;

const historyTable = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/**
 * Applies what is new in a folder of `<name>/migration.sql`, each in one transaction, and returns the names. Keeps Prisma's own table,
 * checksums and lock, so that `prisma migrate deploy` and `status` agree. Throws one sentence when a migration fails, failed earlier,
 * or was changed after it was applied.
 */
export async function migrate(url: string, folder: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrateLock]);
    await client.query(historyTable);
    const history = await client.query<Applied>(
      "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
    );
    const applied = new Map(history.rows.map((row) => [row.migration_name, row]));
    const fresh = migrationsIn(folder).filter((migration) => isNew(migration, applied.get(migration.name)));
    for (const migration of fresh) await apply(client, migration);
    return fresh.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/**
 * How a database stands to a folder of migrations: `none` where it is not ours, `older` where some are not applied, `newer` where others
 * are. Changes nothing.
 */
export async function compareMigrations(client: pg.Client, folder: string): Promise<"same" | "none" | "older" | "newer"> {
  const table = await client.query<{ there: boolean }>("select to_regclass('_prisma_migrations') is not null as there");
  if (table.rows[0]?.there !== true) return "none";
  const { rows } = await client.query<Applied>("select migration_name from _prisma_migrations where finished_at is not null");
  const applied = new Set(rows.map((row) => row.migration_name));
  const own = new Set(migrationsIn(folder).map(({ name }) => name));
  if ([...applied].some((name) => !own.has(name))) return "newer";
  return [...own].every((name) => applied.has(name)) ? "same" : "older";
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

function migrationsIn(folder: string): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function isNew({ name, checksum }: Migration, row: Applied | undefined): boolean {
  if (row === undefined) return true;
  if (row.finished_at === null) throw new Error(`Migration ${name} failed at an earlier start: repair it with \`prisma migrate resolve\`.`);
  if (row.checksum !== checksum) throw new Error(`Migration ${name} was changed after it was applied: bring back its old text.`);
  return false;
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`Migration ${name} failed and was rolled back: ${error instanceof Error ? error.message : String(error)}`);
  }
}

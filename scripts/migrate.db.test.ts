import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "./migrate.ts";
import { freshDatabase, type TestDatabase } from "./test-database.ts";

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await freshDatabase({ empty: true });
  folder = mkdtempSync(join(tmpdir(), "bulkhead-migrations-"));
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

describe("migrate", () => {
  it("applies ours in order, once, also when two start together", async () => {
    cpSync("prisma/migrations", folder, { recursive: true });
    write("99990101000000_later", "alter table host add column later text");
    const applied = await Promise.all([migrate(database.url, folder), migrate(database.url, folder)]);
    expect(applied.flat().at(-1)).toBe("99990101000000_later");
    expect(applied.map((names) => names.length).sort()).toEqual([0, applied.flat().length]);
    expect(await migrate(database.url, folder)).toEqual([]);
    const rows = await database.query(
      "select migration_name from _prisma_migrations where finished_at is not null and applied_steps_count = 1",
    );
    expect(rows).toHaveLength(applied.flat().length);
  });

  it("applies a migration whole or not at all, and tries it again", async () => {
    write("1_first", "create table a (id int)");
    write("2_second", "create table b (id int); create table a (id int)");
    await expect(migrate(database.url, folder)).rejects.toThrow(/2_second failed and was rolled back.*already exists/);
    expect(await database.query("select to_regclass('b') as b")).toEqual([{ b: null }]);
    write("2_second", "create table b (id int)");
    expect(await migrate(database.url, folder)).toEqual(["2_second"]);
  });

  it("refuses one that was changed after it was applied", async () => {
    write("1_first", "create table a (id int)");
    await migrate(database.url, folder);
    write("1_first", "create table a (id bigint)");
    await expect(migrate(database.url, folder)).rejects.toThrow(/1_first was changed after it was applied/);
  });

  it("refuses to go on over one that another tool left half done", async () => {
    write("1_first", "create table a (id int)");
    await migrate(database.url, folder);
    await database.query("update _prisma_migrations set finished_at = null");
    await expect(migrate(database.url, folder)).rejects.toThrow(/1_first failed at an earlier start/);
  });
});

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { describeSchemaFile } from "./schema-file.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** The migrated database in the same words, from Postgres's own catalogue. */
async function describeDatabase(): Promise<string[]> {
  const rows = await database.query<{ line: string }>(`
    with tables as (
      select c.oid, c.relname from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> '_prisma_migrations'
    ), keys as (
      select i.*, t.relname, (
        select string_agg(a.attname || case when (i.indoption[k.n - 1] & 1) = 1 then ' desc' else '' end, ', ' order by k.n)
        from unnest(i.indkey::int[]) with ordinality as k(attnum, n)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
      ) as columns
      from pg_index i join tables t on t.oid = i.indrelid
    )
    select t.relname || '.' || a.attname || ' ' || replace(format_type(a.atttypid, a.atttypmod), '"', '')
      || case when a.attnotnull then ' not null' else '' end
      || coalesce(' default ' || regexp_replace(regexp_replace(pg_get_expr(d.adbin, d.adrelid), '^nextval.*', 'nextval'),
           '^(ARRAY\\[\\]|''(.*)''|([^:]*))(::.*)?$', '\\2\\3'), '') as line
    from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
    union all
    select relname || case when indisprimary then ' primary key (' when indisunique then ' unique (' else ' index (' end || columns || ')' from keys
    union all
    select t.relname || ' (' || a.attname || ') references ' || r.relname || ' (' || f.attname || ') on delete '
      || case c.confdeltype when 'c' then 'cascade' when 'n' then 'set null' when 'r' then 'restrict' else c.confdeltype::text end
    from pg_constraint c join tables t on t.oid = c.conrelid join pg_class r on r.oid = c.confrelid
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[1]
    where c.contype = 'f'
    union all
    select 'enum ' || t.typname || ': ' || string_agg(e.enumlabel, ', ' order by e.enumsortorder)
    from pg_type t join pg_enum e on e.enumtypid = t.oid where t.typnamespace = 'public'::regnamespace group by t.typname`);
  return rows.map((row) => row.line).sort();
}

const schema = readFileSync("prisma/schema.prisma", "utf8");
/** In Postgres an empty array as default reads as no text at all. */
const same = (lines: string[]) => lines.map((line) => line.replace(/ default (\{\})?$/, " default"));

describe("the migrations and schema.prisma", () => {
  it("describe the same database", async () => {
    expect(same(await describeDatabase()).sort()).toEqual(same(describeSchemaFile(schema)).sort());
  });

  it.each([
    ["a column that is missing", "alter table host drop column site"],
    ["another type", `alter table visit alter column "durationMs" type bigint`],
    ["a column that may be null", "alter table finding alter column rule drop not null"],
    ["an index that is missing", `drop index "finding_rule_status_idx"`],
    ["a reference that keeps rows", `alter table visit drop constraint "visit_hostId_fkey"`],
    ["an enum with one more word", `alter type "Severity" add value 'worse'`],
  ])("would not agree with %s", async (_, change) => {
    const before = await describeDatabase();
    const changed = await freshDatabase();
    try {
      await changed.query(change);
      const original = database;
      database = changed;
      const after = await describeDatabase().finally(() => {
        database = original;
      });
      expect(after).not.toEqual(before);
    } finally {
      await changed.drop();
    }
  });
});

import type { ReadinessRow } from "#lib/graph/readiness.ts";
import { db } from "./client.ts";
import { storedReadiness } from "./host-summary.ts";
import { storableJson } from "./json.ts";

/** So many rows go in one statement. */
const rowsAtOnce = 200;

/** Stores the rows of the readiness matrix that are other than before, by the names of their hosts, and returns how many these are. */
export async function storeReadiness(rows: readonly ReadinessRow[]): Promise<number> {
  let changed = 0;
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const some = rows.slice(start, start + rowsAtOnce);
    const names = some.map(({ host }) => host);
    const cells = some.map((row) => JSON.stringify(storableJson(storedReadiness(row.cells))));
    changed += await db().$executeRaw`
      update "host" h set "readiness" = r."cells"::jsonb from unnest(${names}::text[], ${cells}::text[]) as r("name", "cells")
      where h."name" = r."name" and h."readiness" is distinct from r."cells"::jsonb`;
  }
  return changed;
}

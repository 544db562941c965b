import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { probes } from "#collectors/probes/index.ts";
import { listWindows } from "#lib/db/maintenance.ts";
import { lastCheck } from "#lib/db/window-checks.ts";
import { PreCheckVerdict } from "#lib/maintenance/pre-check.ts";
import type { OfflineDocument } from "#lib/offline/pages/documents.ts";
import type { OfflineWindow } from "#lib/offline/pages/windows.ts";
import { type RuleSheet, ruleSheet } from "#lib/reports/rule-sheet.ts";
import { rules } from "#lib/rules/index.ts";

/** Windows that are to come or open, those that begin first at the top. */
export async function gatherWindows(now: Date): Promise<OfflineWindow[]> {
  const all = await listWindows(now);
  const open = all.filter(({ state }) => state === "planned" || state === "running" || state === "overrun");
  const gathered: OfflineWindow[] = [];
  for (const window of open.toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime())) {
    const check = await lastCheck(window.id, "pre");
    gathered.push({ ...window, verdict: PreCheckVerdict.safeParse(check?.verdict).data ?? null });
  }
  return gathered;
}

/** What every rule says, by id. */
export function gatherSheets(): RuleSheet[] {
  return rules.map((rule) => ruleSheet(rule, probes));
}

/** The rules' document is told by pages of its own. */
const leftOut = "rules.md";

/** The documents that were installed with this command; none where there is no such folder. */
export function gatherDocuments(root: string): OfflineDocument[] {
  const folder = join(root, "docs");
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith(".md") && file !== leftOut);
  return files.sort().map((file) => {
    const markdown = readFileSync(join(folder, file), "utf8");
    const id = file.replace(/\.md$/, "");
    const title = /^# (.+)$/m.exec(markdown)?.[1] ?? id;
    return { id, title: title.replaceAll("`", ""), markdown };
  });
}

import { everyProbe } from "#collectors/script.ts";
import { RuleFilters } from "#components/rules/rule-filters.tsx";
import { RuleList } from "#components/rules/rule-list.tsx";
import { fittingRules, rulesViewOf } from "#components/rules/rules-view.ts";
import { count } from "#components/ui/format.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { countRuleStates } from "#lib/db/rule-counts.ts";
import { requireUser } from "#lib/http/session.ts";
import { needsRoot, ruleSheet } from "#lib/reports/rule-sheet.ts";
import { rules } from "#lib/rules/index.ts";

export const metadata = { title: "Rules" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const sheets = rules.map((rule) => ruleSheet(rule, everyProbe)).map((sheet) => ({ ...sheet, asRoot: needsRoot(sheet) }));

export default async function RulesPage({ searchParams }: Props) {
  await requireUser();
  const view = rulesViewOf(await searchParams);
  const states = await countRuleStates();
  const rows = sheets.map((rule) => ({ rule, counts: states.hosts.get(rule.id) ?? null, fleet: states.fleet.get(rule.id) ?? null }));
  return (
    <>
      <PageHead title="Rules" />
      <p className="mb-3 max-w-prose text-ink-2">
        {count(rules.length, "rule")} by which every host is judged: what each looks for, what it reads for that, and what it says of your
        hosts now.
      </p>
      <RuleFilters view={view} />
      <RuleList groups={fittingRules(rows, view)} />
    </>
  );
}

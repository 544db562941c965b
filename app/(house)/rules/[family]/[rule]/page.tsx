import { notFound } from "next/navigation";
import { everyProbe } from "#collectors/script.ts";
import { RuleView } from "#components/rules/rule-view.tsx";
import { StandingCard } from "#components/rules/standing-card.tsx";
import { standingViewOf } from "#components/rules/standing-view.ts";
import { Prose } from "#components/ui/host-text.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { loadSights } from "#lib/db/exposure.ts";
import { loadLibrary } from "#lib/db/library.ts";
import { standingOf } from "#lib/engine/rule-standing.ts";
import { requireUser } from "#lib/http/session.ts";
import { incidentsOfRule } from "#lib/postmortems/library.ts";
import { ruleSheet } from "#lib/reports/rule-sheet.ts";
import { rules } from "#lib/rules/index.ts";

interface Props {
  params: Promise<{ family: string; rule: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

async function ruleAt(params: Props["params"]) {
  const { family, rule } = await params;
  return rules.find(({ id }) => id === `${family}/${rule}`) ?? notFound();
}

export async function generateMetadata({ params }: Props) {
  await requireUser();
  return { title: (await ruleAt(params)).title };
}

export default async function RulePage({ params, searchParams }: Props) {
  await requireUser();
  const rule = await ruleAt(params);
  const [sights, { entries }] = await Promise.all([loadSights([rule.id]), loadLibrary()]);
  const judged = rule.scope === "fleet" ? [sights.fleet] : sights.hosts;
  const standings = judged.map((sight) => standingOf(rule.id, sight));
  const incidents = incidentsOfRule(rule.id, entries).map(({ id, title, date }) => ({ id, title, date: date ?? null }));
  return (
    <>
      <PageHead title={<Prose>{rule.title}</Prose>} trail={[{ name: "Rules", href: "/rules" }]} />
      <RuleView sheet={ruleSheet(rule, everyProbe)} incidents={incidents}>
        <StandingCard rule={rule.id} standings={standings} view={standingViewOf(await searchParams)} />
      </RuleView>
    </>
  );
}

import { everyProbe } from "#collectors/script.ts";
import { postmortemById } from "#lib/postmortems/index.ts";
import { ruleSheet } from "#lib/reports/rule-sheet.ts";
import { rulesMarkdown } from "#lib/reports/rules-markdown.ts";
import { rules } from "#lib/rules/index.ts";

/** The text of docs/rules.md. */
export function rulesDocument(): string {
  return rulesMarkdown(
    rules.map((rule) => ruleSheet(rule, everyProbe)),
    (id) => postmortemById(id)?.title,
  );
}

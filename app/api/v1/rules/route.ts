import { everyProbe } from "#collectors/script.ts";
import { route } from "#lib/http/route.ts";
import { needsRoot, ruleSheet } from "#lib/reports/rule-sheet.ts";
import { rules } from "#lib/rules/index.ts";

/** Every rule with its severity and where it is known from; what it reads stands in docs/rules.md and on its page. */
export const GET = route({
  access: "user",
  run: async () => ({
    rules: rules.map((rule) => {
      const { reads, remedy: _, ...sheet } = ruleSheet(rule, everyProbe);
      return { ...sheet, needsRoot: needsRoot({ reads }) };
    }),
  }),
});

import type { Headline } from "#components/fleet/fleet-host.ts";
import { count } from "#components/ui/format.ts";
import type { Totals } from "#lib/engine/drift/fleet/fold.ts";
import { type ChangesView, changesHref } from "./changes-view.ts";

/** What the comparison came to; what could not be compared stands beside what changed, and never among what is as it was. */
export function totalsHeadlines(totals: Totals, view: ChangesView): Headline[] {
  const { hosts, changed, same, notCompared, partly, changes, waiting } = totals;
  const byHost = (status: ChangesView["status"]) => changesHref(view, { by: "host", status });
  const headlines: Headline[] = [
    { figure: String(changed), sentence: `of ${count(hosts, "host")} changed, ${count(changes, "change")}`, href: byHost("changed") },
  ];
  if (waiting > 0)
    headlines.push({
      figure: String(waiting),
      sentence: `${waiting === 1 ? "change waits" : "changes wait"} for a reboot or restart`,
      href: changesHref(view, { effect: "waiting", by: "meaning" }),
    });
  headlines.push({ figure: String(same), sentence: "as before, as far as read", href: byHost("same") });
  const inPart = partly === 0 ? "" : `, ${partly} only in part`;
  if (notCompared + partly > 0)
    headlines.push({ figure: String(notCompared), sentence: `could not be compared${inPart}`, href: byHost("not-compared") });
  return headlines;
}

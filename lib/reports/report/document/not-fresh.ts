import { duration } from "#lib/format.ts";
import type { ReportWindow } from "#lib/reports/report/window-model.ts";
import { type Block, code } from "./block.ts";
import { moment } from "./words.ts";

/** A host of a check, as far as it was read for it. */
interface CheckedHost {
  host: string;
  fresh: boolean;
  error: string | null;
  seenAt: string | null;
}

/** Loud for each host that a check could not read: how old is what is known, and the way to it by hand. */
export function* notFreshBlocks(hosts: readonly CheckedHost[], { runbooks }: ReportWindow, madeAt: string): Generator<Block> {
  for (const { host, error, seenAt } of hosts.filter(({ fresh }) => !fresh)) {
    const because = error === null ? "" : `: ${error}`;
    yield { kind: "paragraph", words: [{ text: `${host} could not be read${because}`, tone: "critical" }] };
    const runbook = runbooks.findIndex((one) => one.host === host);
    yield {
      kind: "paragraph",
      words: [
        { text: ageWords(seenAt, madeAt), style: "strong" },
        { text: " Go in by its console with " },
        runbook < 0 ? { text: "its runbook" } : { text: "its runbook", to: runbookAnchor(runbook) },
        { text: "; to read it from there, run the script of " },
        code("npx bulkhead probe script > probe.sh"),
        { text: " on it, " },
        code("sh probe.sh > bundle.txt"),
        { text: ", and ask " },
        code("npx bulkhead check bundle.txt"),
        { text: " where Bulkhead is." },
      ],
    };
  }
}

/** How old the last known facts are, at the time of the report. */
function ageWords(seenAt: string | null, madeAt: string): string {
  if (seenAt === null) return "It was never read: nothing is known of it.";
  const age = duration(Date.parse(madeAt) - Date.parse(seenAt));
  return `Last read ${moment(seenAt)}, ${age} before this report: what is told of it is of then.`;
}

/** Anchor of the n-th runbook. */
export function runbookAnchor(index: number): string {
  return `runbook-${index + 1}`;
}

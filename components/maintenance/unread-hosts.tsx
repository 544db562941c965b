import type { Route } from "next";
import Link from "next/link";
import { Notice } from "#components/ui/notice.tsx";
import { Ago } from "#components/ui/time.tsx";
import { plainLine } from "#lib/plain-text.ts";
import { RunbookLink } from "./side-cards.tsx";

/** A host of a check as far as it could not be read. */
export interface UnreadHost {
  host: string;
  isFresh: boolean;
  error: string | null;
  /** ISO 8601. */
  seenAt: string | null;
}

/** Loud where hosts could not be read: what is known is old, and the way to them is by hand. */
export function UnreadHosts({ hosts, ids, now }: { hosts: readonly UnreadHost[]; ids: ReadonlyMap<string, string>; now: Date }) {
  return hosts
    .filter(({ isFresh }) => !isFresh)
    .map(({ host, error, seenAt }) => (
      <Notice
        key={host}
        kind="error"
        title={`${plainLine(host)} does not answer${error === null ? "" : `: ${plainLine(error, 400)}`}`}
        action={
          <span className="flex flex-wrap gap-x-4 gap-y-1">
            <RunbookLink hostId={ids.get(host)} host={host} className="text-ink underline underline-offset-2" />
            {ids.has(host) && (
              <Link href={`/hosts/${ids.get(host)}` as Route} prefetch={false} className="rounded-sm text-ink underline underline-offset-2">
                Last known facts<span className="sr-only"> of {host}</span>
              </Link>
            )}
            <Link href="/settings/access" prefetch={false} className="rounded-sm text-ink underline underline-offset-2">
              The script to run by hand
            </Link>
          </span>
        }
      >
        {seenAt === null ? (
          "It was never read."
        ) : (
          <>
            It was last read <Ago at={new Date(seenAt)} now={now} />: what is known is of then.
          </>
        )}{" "}
        Go in by its console with the runbook. To read it from there, run the script by hand, <code>sh probe.sh &gt; bundle.txt</code>,
        bring that file to where Bulkhead is, and ask <code>npx bulkhead check bundle.txt</code>.
      </Notice>
    ));
}

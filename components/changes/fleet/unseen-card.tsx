import type { Route } from "next";
import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import type { HostChanges } from "#lib/engine/drift/fleet/fold.ts";
import { isCompared } from "#lib/engine/drift/fleet/limits.ts";
import { plainText } from "#lib/plain-text.ts";
import { type ChangesView, changesHref, hostHref } from "./changes-view.ts";
import { unseenWords } from "./unseen-words.ts";

/** The hosts that could not be compared, or not wholly. Nothing is drawn where all of all hosts could be. */
export function UnseenCard({ hosts, total, view }: { hosts: readonly Omit<HostChanges, "changes">[]; total: number; view: ChangesView }) {
  if (total === 0) return null;
  return (
    <Card title="Could not be compared" hint="neither changed nor as before">
      <ul>
        {hosts.map(({ hostId, host, from, to, limits, notCompared }) => (
          <li key={hostId} className="grid gap-0.5 border-line border-b px-3.5 py-2 last:border-b-0">
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <Link
                href={hostHref(hostId, from?.snapshotId, to?.snapshotId) as Route}
                prefetch={false}
                className="wrap-anywhere min-w-0 rounded-sm font-[550] hover:underline"
              >
                {plainText(host)}
              </Link>
              {isCompared(limits) && <span className="text-ink-3 text-small">in part</span>}
            </span>
            <span className="wrap-anywhere text-ink-2 text-small">{plainText(unseenWords({ limits, notCompared }))}</span>
          </li>
        ))}
        {total > hosts.length && (
          <li className="px-3.5 py-2 text-small">
            <Link href={changesHref(view, { by: "host" }) as Route} className="rounded-sm text-accent hover:underline">
              and {count(total - hosts.length, "more host")}: see all by host
            </Link>
          </li>
        )}
      </ul>
    </Card>
  );
}

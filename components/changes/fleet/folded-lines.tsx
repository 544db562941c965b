import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { ChangeIcon } from "#components/changes/change-icon.tsx";
import { groupNames } from "#components/changes/change-words.ts";
import { EffectChip } from "#components/changes/effect-chip.tsx";
import { count } from "#components/ui/format.ts";
import { type ChangeGroup, changeGroups } from "#lib/engine/drift/change.ts";
import type { FoldedChange } from "#lib/engine/drift/fleet/fold.ts";
import { plainText } from "#lib/plain-text.ts";
import { type ChangesView, changesHref, hostHref } from "./changes-view.ts";

/** Hosts that a line names when it is unfolded; the others are on a page of their own. */
const namedHosts = 24;

/** Changes under what they are about; the same of many hosts is one line that unfolds. */
export function FoldedLines({
  lines,
  groups,
  view,
}: {
  lines: readonly FoldedChange[];
  /** Lines of each group, on all pages. */
  groups: Partial<Record<ChangeGroup, number>>;
  view: ChangesView;
}) {
  return changeGroups.map((group) => {
    const among = lines.filter(({ change }) => change.group === group);
    if (among.length === 0) return null;
    return (
      <section key={group} className="border-line border-b last:border-b-0">
        <h3 className="flex items-baseline gap-2 border-line border-b bg-sunken px-3.5 py-1 font-medium text-ink-2 text-small">
          {groupNames[group]}
          <span className="font-normal text-ink-3 text-tiny tabular-nums">{groups[group] ?? among.length}</span>
        </h3>
        <ul aria-label={groupNames[group]}>
          {among.map((line) => (
            <li key={`${line.change.id} ${line.change.words} ${line.change.effect}`} className="border-line border-b last:border-b-0">
              <Line line={line} view={view} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

const shape = "grid grid-cols-[15px_1fr_auto] items-baseline gap-x-2.5 gap-y-1 px-3.5 py-2 md:grid-cols-[15px_1fr_auto_136px]";

function Line({ line, view }: { line: FoldedChange; view: ChangesView }) {
  const { change, hosts } = line;
  const [first] = hosts;
  const words = (
    <>
      <ChangeIcon what={change.what} />
      <span className="wrap-anywhere min-w-0 max-md:col-span-2">{plainText(change.words)}</span>
      <span className="max-md:col-start-2">
        <EffectChip effect={change.effect} />
      </span>
    </>
  );
  if (hosts.length === 1 && first !== undefined)
    return (
      <div className={shape}>
        {words}
        <span className="min-w-0 truncate pr-[18px] text-right">
          <HostLink {...first} />
        </span>
      </div>
    );
  return (
    <details className="group">
      <summary className={`${shape} hover:bg-sunken focus-visible:outline-offset-[-2px]`}>
        {words}
        <span className="flex items-center justify-end gap-1 font-medium tabular-nums">
          on {count(hosts.length, "host")}
          <ChevronRight aria-hidden className="size-3.5 flex-none text-ink-3 transition-transform duration-150 group-open:rotate-90" />
        </span>
      </summary>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 pr-3.5 pb-3 pl-[39px]">
        {hosts.slice(0, namedHosts).map((host) => (
          <li key={host.hostId}>
            <HostLink {...host} />
          </li>
        ))}
        {hosts.length > namedHosts && (
          <li>
            <Link href={changesHref(view, { by: "host", words: change.words }) as Route} className="rounded-sm text-accent hover:underline">
              all {count(hosts.length, "host")}
            </Link>
          </li>
        )}
      </ul>
    </details>
  );
}

function HostLink({ hostId, host, from, to }: FoldedChange["hosts"][number]) {
  return (
    <Link href={hostHref(hostId, from, to) as Route} prefetch={false} className="rounded-sm text-accent hover:underline">
      {plainText(host)}
    </Link>
  );
}

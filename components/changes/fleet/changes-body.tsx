import { FleetScoreCard } from "#components/charts/fleet-score-card.tsx";
import { Headlines } from "#components/fleet/headlines.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { instant } from "#components/ui/format.ts";
import { Pages } from "#components/ui/pages.tsx";
import type { ChangeGroup } from "#lib/engine/drift/change.ts";
import type { FoldedChange, HostChanges, Totals } from "#lib/engine/drift/fleet/fold.ts";
import type { FleetPoint } from "#lib/engine/fleet-history.ts";
import { plainText } from "#lib/plain-text.ts";
import { ChangeFilters } from "./change-filters.tsx";
import { type ChangesView, changesHref, leavesOutChanges, pagesOf, rangeWords } from "./changes-view.ts";
import { FoldedLines } from "./folded-lines.tsx";
import { HostRows } from "./host-rows.tsx";
import { MarkGood } from "./mark-good.tsx";
import { totalsHeadlines } from "./totals-headlines.ts";
import { UnseenCard } from "./unseen-card.tsx";

/** What a comparison of the fleet came to. */
export interface ComparedFleet {
  from: Date | null;
  to: Date;
  window: { title: string } | null;
  totals: Totals;
  groups: Partial<Record<ChangeGroup, number>>;
  lines: readonly FoldedChange[];
  hosts: readonly HostChanges[];
  total: number;
  unseen: { hosts: readonly Omit<HostChanges, "changes">[]; total: number };
}

interface Props {
  view: ChangesView;
  changes: ComparedFleet;
  history: { points: readonly FleetPoint[]; rules: readonly { at: Date; added: number; removed: number }[] };
  mayMark: boolean;
}

/** The numbers, the changes by meaning or by host, and beside them what cannot be told and how the risk went. */
export function ChangesBody({ view, changes, history, mayMark }: Props) {
  return (
    <>
      <Headlines headlines={totalsHeadlines(changes.totals, view)} />
      <ChangeFilters view={view} groups={changes.groups} />
      <div className="grid items-start gap-4 two:grid-cols-[minmax(0,1fr)_340px]">
        <List view={view} changes={changes} mayMark={mayMark} />
        <div className="grid min-w-0 gap-4">
          <UnseenCard hosts={changes.unseen.hosts} total={changes.unseen.total} view={view} />
          <FleetScoreCard points={history.points} rules={history.rules} />
        </div>
      </div>
    </>
  );
}

function List({ view, changes, mayMark }: Omit<Props, "history">) {
  const { lines, hosts, groups, total } = changes;
  const isByHost = view.by === "host";
  const pages = pagesOf(total);
  return (
    <Card
      title={isByHost ? "Hosts" : "Changes"}
      hint={spanWords(changes)}
      aside={
        <span className="text-ink-3 text-small tabular-nums">
          {rangeWords(view.page ?? 1, total, isByHost ? "host" : "different change")}
        </span>
      }
    >
      {total === 0 && <Empty>{nothingWords(view, changes.totals)}</Empty>}
      {total > 0 && !isByHost && <FoldedLines lines={lines} groups={groups} view={view} />}
      {total > 0 &&
        isByHost &&
        (mayMark ? (
          <MarkGood cluster={view.cluster}>
            <HostRows hosts={hosts} mayMark />
          </MarkGood>
        ) : (
          <HostRows hosts={hosts} mayMark={false} />
        ))}
      <Pages label="Pages of changes" page={view.page ?? 1} pages={pages} hrefOf={(page) => changesHref(view, { page })} />
    </Card>
  );
}

const minute = (at: Date) => instant(at).slice(0, 16);

function spanWords({ from, to, window }: ComparedFleet): string {
  const end = `${minute(to)} UTC`;
  if (from === null) return `since each host was called good, to ${end}`;
  return `${window === null ? "from" : `since “${plainText(window.title)}” began,`} ${minute(from)} to ${end}`;
}

/** Never "nothing changed" of what could not be compared. */
function nothingWords(view: ChangesView, { hosts, same, notCompared, partly }: Totals): string {
  if (hosts === 0) return "No host fits these filters.";
  if (leavesOutChanges(view)) return "Nothing fits these filters.";
  const left = notCompared + partly;
  if (same === 0) return "No host could be compared: the reasons stand beside this.";
  return left === 0
    ? "Every host is as it was."
    : "No change was found; what could not be compared is listed beside this, and may have changed unseen.";
}

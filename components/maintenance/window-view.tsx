import { staleReason } from "#lib/maintenance/stale-reason.ts";
import { PostChecked, PreChecked } from "./checked.tsx";
import { Checklist } from "./checklist.tsx";
import { EarlierChecks } from "./earlier-checks.tsx";
import { HeldNotice } from "./held-notice.tsx";
import { NotChecked, PlannedSteps } from "./planned-steps.tsx";
import { AffectedCard, PeopleCard, UnknownCard, VisitsCard } from "./side-cards.tsx";
import type { WindowPage } from "./window-page.ts";

/** The answers of a window's checks, with what is needed at hand beside them. */
export function WindowView({ page, mayChange, now }: { page: WindowPage; mayChange: boolean; now: Date }) {
  const { window, held, checklist, checks, pre, post } = page;
  const ids = new Map(window.hosts.map(({ id, name }) => [name, id]));
  const names = new Map(window.hosts.map(({ id, name }) => [id, name]));
  const isOpen = window.closedAt === null && window.cancelledAt === null;
  const known = pre?.body ?? null;
  return (
    <div className="grid items-start gap-4 two:grid-cols-[minmax(0,1fr)_400px]">
      <div className="grid min-w-0 gap-4">
        <HeldNotice held={held} />
        {post !== null && <PostChecked check={post} ids={ids} now={now} />}
        {pre === null ? (
          <NotChecked mayChange={mayChange && isOpen} />
        ) : (
          <PreChecked check={pre} stale={staleReason(pre, window, now)} isPast={post !== null} ids={ids} now={now} />
        )}
        {known === null && <PlannedSteps actions={window.actions} names={names} />}
      </div>
      <div className="grid min-w-0 gap-4">
        <Checklist windowId={window.id} lines={checklist} timeZone={window.timeZone} now={now} mayChange={mayChange && isOpen} />
        <PeopleCard people={window.people} />
        {known !== null && <AffectedCard affected={known.affected} />}
        {known !== null && <UnknownCard unknown={known.unknown} />}
        {known !== null && <VisitsCard visits={known.visits} ids={ids} now={now} />}
        <EarlierChecks windowId={window.id} checks={checks} shown={[pre?.id, post?.id]} now={now} />
      </div>
    </div>
  );
}

import { ReportMenu } from "#components/reports/report-menu.tsx";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { countdownWords } from "#lib/maintenance/times.ts";
import { plainLine, plainText } from "#lib/plain-text.ts";
import { CheckButtons } from "./check-buttons.tsx";
import { WindowActions } from "./window-actions.tsx";
import type { WindowPage } from "./window-page.ts";
import { WindowSpan } from "./window-times.tsx";
import { StateWord, verdictLook } from "./window-words.tsx";

/** What and when, how far away the next turn is, and what can be done about it. */
export function WindowHead({ page, mayChange, now }: { page: WindowPage; mayChange: boolean; now: Date }) {
  const { window, pre, post, activeId } = page;
  const { id, title, state, startsAt, endsAt, timeZone, note } = window;
  const isOpen = state === "planned" || state === "running" || state === "overrun";
  return (
    <>
      <PageHead
        title={plainLine(title)}
        trail={[{ name: "Maintenance", href: "/maintenance" }]}
        badge={<StateWord state={state} />}
        actions={
          <>
            <ReportMenu kind="window" id={id} hosts={window.hosts.length} />
            {mayChange && isOpen && <WindowActions windowId={id} state={state} verdict={post?.body?.verdict ?? null} />}
          </>
        }
      />
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div>
          <p className={cn("font-semibold text-[20px] tracking-[-0.015em] tabular-nums", state === "overrun" && "text-critical")}>
            {countdownWords(window, state, now)}
          </p>
          <p className="text-ink-2">
            <WindowSpan startsAt={startsAt} endsAt={endsAt} timeZone={timeZone} />
          </p>
        </div>
        {mayChange && isOpen && (
          <CheckButtons windowId={id} hasBegun={state !== "planned"} hasPreCheck={pre !== null} activeId={activeId} />
        )}
      </div>
      <Standing window={window} />
      {note !== null && (
        <Card className="mb-4">
          <p className="wrap-anywhere whitespace-pre-wrap px-3.5 py-2.5">{plainText(note)}</p>
        </Card>
      )}
    </>
  );
}

/** What somebody must know first of a window that is not just running. */
function Standing({ window: { state, closedBy, verdict } }: { window: WindowPage["window"] }) {
  if (state === "planned" || state === "running") return null;
  return (
    <div className="mb-4">
      {state === "overrun" && (
        <Notice kind="error" title="This window should be over and is not closed">
          Run the post-check and close it, or plan a later end. Until then changes of its hosts are taken for expected, for a day at most.
        </Notice>
      )}
      {state === "cancelled" && (
        <Notice kind="info" title="This window was cancelled">
          Nothing of it is expected any more: changes of its hosts are told as ever.
        </Notice>
      )}
      {state === "closed" && (
        <Notice
          kind="info"
          title={`Closed by ${closedBy ?? "somebody"}: ${verdictLook("post", verdict)?.words.toLowerCase() ?? "no verdict"}`}
        />
      )}
    </div>
  );
}

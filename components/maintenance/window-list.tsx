import type { Route } from "next";
import Link from "next/link";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { count, list } from "#components/ui/format.ts";
import { countdownWords } from "#lib/maintenance/times.ts";
import { plainLine } from "#lib/plain-text.ts";
import type { ListedWindow } from "./listed-window.ts";
import { WindowSpan } from "./window-times.tsx";
import { StateWord, VerdictWord } from "./window-words.tsx";

/** Windows of one kind, each a line with what is known of it so far; nothing where there are none. */
export function WindowList({ title, hint, windows, now }: { title: string; hint?: string; windows: readonly ListedWindow[]; now: Date }) {
  if (windows.length === 0) return null;
  return (
    <Card title={title} hint={hint}>
      <ul>
        {windows.map((window) => (
          <Row key={window.id} window={window} now={now} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ window, now }: { window: ListedWindow; now: Date }) {
  const { id, title, state, startsAt, endsAt, timeZone, hosts, actions, isEverything } = window;
  const names = hosts.map(({ name }) => plainLine(name));
  return (
    <li
      className={cn(
        "grid gap-x-4 gap-y-1 border-line border-b px-3.5 py-2.5 last:border-b-0 sm:grid-cols-[92px_minmax(0,1fr)_auto]",
        state === "overrun" && "bg-critical-soft",
      )}
    >
      <StateWord state={state} className="self-start" />
      <div className="min-w-0">
        <Link
          href={`/maintenance/${id}` as Route}
          prefetch={false}
          className={cn("break-words rounded-sm font-[550] hover:underline", state === "cancelled" && "line-through")}
        >
          {plainLine(title)}
        </Link>
        <p className="text-ink-2">
          <WindowSpan startsAt={startsAt} endsAt={endsAt} timeZone={timeZone} />
        </p>
        <p className="wrap-anywhere text-ink-2 text-small">
          {count(actions, "action")} on {isEverything ? `everything: ${count(names.length, "host")}` : list(names, 5)}
        </p>
      </div>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 sm:flex-col sm:items-end">
        <Verdict window={window} />
        <span className={cn("text-small tabular-nums", state === "overrun" ? "font-[550] text-critical" : "text-ink-3")}>
          {countdownWords(window, state, now)}
        </span>
      </p>
    </li>
  );
}

function Verdict({ window: { state, verdict, checks } }: { window: ListedWindow }) {
  if (state === "cancelled") return null;
  if (verdict !== null) return <VerdictWord kind="post" verdict={verdict} />;
  if (checks.post !== undefined) return <VerdictWord kind="post" verdict={checks.post} />;
  if (checks.pre !== undefined) return <VerdictWord kind="pre" verdict={checks.pre} />;
  return <span className="text-ink-3 text-small">not checked yet</span>;
}

/** No window was ever planned: what to do, and what it brings. */
export function NoWindows({ mayChange }: { mayChange: boolean }) {
  const plan = (
    <ButtonLink href="/maintenance/new" look="primary">
      Plan your first window
    </ButtonLink>
  );
  return (
    <Card>
      <Empty action={mayChange ? plan : undefined}>
        No maintenance window yet. Say what will be done to which hosts and when: Bulkhead reads them afresh, rehearses exactly that and
        says go or no-go, and afterwards what is not as it was.{!mayChange && " An administrator of Bulkhead plans the first one."}
      </Empty>
    </Card>
  );
}

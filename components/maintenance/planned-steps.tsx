import { Card, Empty } from "#components/ui/card.tsx";
import { wordsOf } from "#lib/maintenance/decide.ts";
import type { PlannedAction } from "#lib/maintenance/window.ts";
import { plainLine } from "#lib/plain-text.ts";

/** What is planned, while no check has said more of it. */
export function PlannedSteps({ actions, names }: { actions: readonly PlannedAction[]; names: ReadonlyMap<string, string> }) {
  return (
    <Card title="Step by step" hint="As planned">
      <ol className="grid gap-1 px-3.5 py-2.5">
        {actions.map((action, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: its place is what tells a step from another of the same words
          <li key={index} className="flex gap-3">
            <span className="text-ink-3 tabular-nums">{index + 1}</span>
            <span className="wrap-anywhere">{plainLine(wordsOf(action, names.get(action.hostId ?? "") ?? null, null))}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** In the place of the answer, before the first pre-check. */
export function NotChecked({ mayChange }: { mayChange: boolean }) {
  return (
    <Card>
      <Empty>
        Not checked yet. {mayChange ? "Run the pre-check" : "An administrator runs the pre-check"}: it reads the hosts afresh, rehearses
        these steps and says go or no-go.
      </Empty>
    </Card>
  );
}

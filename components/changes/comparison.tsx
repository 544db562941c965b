import { Card, Empty } from "#components/ui/card.tsx";
import { count, instant } from "#components/ui/format.ts";
import type { Drift } from "#lib/engine/drift/change.ts";
import { ChangeGroups, NotComparedList } from "./change-groups.tsx";

/** Two states of a host, and how they differ. */
export interface ComparedStates extends Drift {
  from: { seenUntil: Date };
  to: { seenFrom: Date; seenUntil: Date };
}

/** What differs between the two visits that were chosen. */
export function Comparison({ drift }: { drift: ComparedStates }) {
  const { from, to, changes, notCompared } = drift;
  return (
    <Card
      title={changes.length === 0 ? "Nothing differs" : count(changes.length, "change")}
      hint={`from ${minute(from.seenUntil)} to ${minute(to.seenUntil)} UTC`}
    >
      {changes.length === 0 && (
        <Empty>
          {notCompared.length === 0
            ? "Everything that is compared is as it was."
            : "Everything that could be compared is as it was; what could not is listed below."}
        </Empty>
      )}
      <ChangeGroups changes={changes} />
      <NotComparedList notCompared={notCompared} />
    </Card>
  );
}

const minute = (at: Date) => instant(at).slice(0, 16);

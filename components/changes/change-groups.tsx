import { count } from "#components/ui/format.ts";
import { Prose } from "#components/ui/host-text.tsx";
import type { Change, NotCompared } from "#lib/engine/drift/change.ts";
import { factWords } from "#lib/reports/host/not-read.ts";
import { ChangeRow } from "./change-row.tsx";
import { byGroup, groupNames } from "./change-words.ts";

/** Changes under what they are about. */
export function ChangeGroups({ changes }: { changes: readonly Change[] }) {
  return byGroup(changes).map(({ group, among }) => (
    <section key={group} className="border-line border-b last:border-b-0">
      <h3 className="flex items-baseline gap-2 border-line border-b bg-sunken px-3.5 py-1 font-medium text-ink-2 text-small">
        {groupNames[group]}
        <span className="font-normal text-ink-3 text-tiny tabular-nums">{among.length}</span>
      </h3>
      {among.map((change) => (
        <ChangeRow key={change.id} change={change} />
      ))}
    </section>
  ));
}

/** What says neither "same" nor "changed". Nothing is drawn where everything could be compared. */
export function NotComparedList({ notCompared }: { notCompared: readonly NotCompared[] }) {
  if (notCompared.length === 0) return null;
  return (
    <details className="group border-line border-t">
      <summary className="hatched px-3.5 py-2 text-ink-2 text-small focus-visible:outline-offset-[-2px]">
        {count(notCompared.length, "part")} could not be compared: neither the same nor changed
      </summary>
      <ul className="px-3.5 py-2">
        {notCompared.map(({ fact, words }) => (
          <li key={`${fact} ${words}`} className="break-words py-0.5 text-small">
            {factWords[fact]}{" "}
            <span className="text-ink-3">
              <Prose>{words}</Prose>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

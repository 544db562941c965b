import { byGroup, groupNames } from "#components/changes/change-words.ts";
import { ToneWord } from "#components/findings/tone.tsx";
import { Prose } from "#components/ui/host-text.tsx";
import type { Change } from "#lib/engine/drift/change.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { isLoss } from "#lib/maintenance/compare.ts";
import { plainLine } from "#lib/plain-text.ts";

/** What differs, grouped by meaning, each with the lines that tell it before and now. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  return (
    <ul>
      {byGroup(changes).map(({ group, among }) => (
        <li
          key={group}
          className="grid gap-x-3 gap-y-1 border-line border-b px-3.5 py-2.5 last:border-b-0 sm:grid-cols-[92px_minmax(0,1fr)]"
        >
          <h3 className="text-ink-3">{groupNames[group]}</h3>
          <ul aria-label={`Changes: ${groupNames[group]}`} className="grid min-w-0 gap-2">
            {among.map((change) => (
              <li key={change.id} className="grid min-w-0 gap-1">
                <ChangeLine change={change} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function ChangeLine({ change }: { change: Change }) {
  const { words, effect, evidence } = change;
  return (
    <>
      <p className="wrap-anywhere flex flex-wrap items-baseline gap-x-3">
        <span className="min-w-0 font-[550]">
          <Prose>{words}</Prose>
        </span>
        {isLoss(change) && <ToneWord tone="high">Lost</ToneWord>}
        {effect !== "in effect" && <span className="text-ink-3 text-small">{plainLine(effect)}</span>}
      </p>
      <Told when="before" cites={evidence.before} />
      <Told when="now" cites={evidence.now} />
    </>
  );
}

function Told({ when, cites }: { when: string; cites: readonly Cite[] }) {
  return cites.slice(0, 2).map((cite) => (
    <p key={`${cite.source} ${cite.line} ${cite.text}`} className="grid grid-cols-[48px_minmax(0,1fr)] gap-x-1.5 text-small">
      <span className="text-ink-3">{when}</span>
      <code className="wrap-anywhere text-ink-2">
        {plainLine(cite.source, 120)}:{cite.line} <span className="text-ink">{plainLine(cite.text, 240)}</span>
      </code>
    </p>
  ));
}

import { ToneWord } from "#components/findings/tone.tsx";
import { Card } from "#components/ui/card.tsx";
import { Prose } from "#components/ui/host-text.tsx";
import type { Rehearsal } from "#lib/graph/rehearsal.ts";
import { plainLine } from "#lib/plain-text.ts";
import { uniqueBy } from "#lib/rules/shared/wording.ts";
import { ThingName } from "./fleet-hosts.tsx";
import { More } from "./more.tsx";

const shown = 6;

/** What a person has to do, in its order, each with the way in that is left. Nothing where nothing is to be done. */
export function ByHandCard({ manual }: { manual: Rehearsal["manual"] }) {
  const actions = uniqueBy(manual, ({ node, action }) => `${node.id} ${action}`);
  if (actions.length === 0) return null;
  return (
    <Card title="By hand" hint={`${actions.length}`}>
      <div className="grid gap-2 px-3.5 py-3 text-[12.9px]">
        <Actions actions={actions.slice(0, shown)} from={1} />
        <More number={actions.length - shown} noun="action">
          <div className="mt-2">
            <Actions actions={actions.slice(shown)} from={shown + 1} />
          </div>
        </More>
      </div>
    </Card>
  );
}

function Actions({ actions, from }: { actions: Rehearsal["manual"]; from: number }) {
  return (
    <ol start={from} className="grid gap-2.5">
      {actions.map(({ node, action, wayIn }) => (
        <li key={`${node.id} ${action}`} className="grid gap-0.5">
          <ThingName node={node} />
          <p className="wrap-anywhere text-ink-2">
            <Prose>{plainLine(action, 400)}</Prose>
          </p>
          {wayIn === null ? (
            <ToneWord tone="critical">no way in is known</ToneWord>
          ) : (
            <p className="wrap-anywhere text-ink-3">way in: {plainLine(wayIn)}</p>
          )}
        </li>
      ))}
    </ol>
  );
}

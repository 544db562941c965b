import type { Route } from "next";
import Link from "next/link";
import { ScenarioChips } from "#components/findings/scenario.tsx";
import { ToneWord } from "#components/findings/tone.tsx";
import { Card } from "#components/ui/card.tsx";
import { list } from "#components/ui/format.ts";
import type { Postmortem } from "#lib/postmortems/schema.ts";
import { type ChainHere, chainHere, type OpenRules } from "./here.ts";

/** Every known incident, with the answer to: could that happen here? */
export function PostmortemList({ postmortems, open }: { postmortems: readonly Postmortem[]; open: OpenRules }) {
  return (
    <Card>
      <ul>
        {postmortems.map((postmortem) => (
          <li
            key={postmortem.id}
            className="grid gap-x-6 gap-y-2 border-line border-b px-3.5 py-3 last:border-b-0 two:grid-cols-[minmax(0,1fr)_300px]"
          >
            <div className="grid min-w-0 gap-1">
              <p className="flex flex-wrap items-baseline gap-x-3">
                <Link href={`/postmortems/${postmortem.id}` as Route} className="rounded-sm font-[550] hover:underline">
                  {postmortem.title}
                </Link>
                {postmortem.date !== undefined && <time className="text-ink-3 text-tiny tabular-nums">{postmortem.date}</time>}
              </p>
              <p className="max-w-[85ch] text-ink-2">{postmortem.summary}</p>
              <ScenarioChips scenarios={postmortem.scenarios} />
            </div>
            <Here here={chainHere(postmortem, open)} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Here({ here }: { here: ChainHere }) {
  if (here.openLinks === 0) return <p className="text-ink-3 text-small">No link of its chain is open here, as far as was read.</p>;
  return (
    <div className="text-small">
      <ToneWord tone="high">
        {here.openLinks} of {here.links} links are open here
      </ToneWord>
      <p className="text-ink-2">
        on{" "}
        {list(
          here.hosts.map((host) => host.name),
          4,
        )}
      </p>
    </div>
  );
}

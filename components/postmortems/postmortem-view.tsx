import { ScenarioChips } from "#components/findings/scenario.tsx";
import { Card } from "#components/ui/card.tsx";
import { list } from "#components/ui/format.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { Postmortem } from "#lib/postmortems/schema.ts";
import { Chain } from "./chain.tsx";
import { chainHere, type OpenRules } from "./here.ts";
import { Markdown } from "./markdown.tsx";

/** An incident: could it happen here, its chain, what it teaches, and its story. */
export function PostmortemView({ postmortem, open, known }: { postmortem: Postmortem; open: OpenRules; known: ReadonlySet<string> }) {
  const here = chainHere(postmortem, open);
  const source = postmortem.source;
  return (
    <div className="grid gap-4">
      <div className="grid gap-2">
        <p className="max-w-[85ch] text-[15px]">{postmortem.summary}</p>
        <ul className="flex flex-wrap gap-x-3.5 gap-y-0.5 text-[12.8px] text-ink-2">
          {postmortem.date !== undefined && <li className="tabular-nums">{postmortem.date}</li>}
          {postmortem.duration !== undefined && <li>{postmortem.duration}</li>}
          <li>{postmortem.system}</li>
        </ul>
        <ScenarioChips scenarios={postmortem.scenarios} />
      </div>
      {here.openLinks > 0 ? (
        <Notice kind="warning" title={`${here.openLinks} of the ${here.links} links of this chain are open here`}>
          On{" "}
          {list(
            here.hosts.map((host) => host.name),
            6,
          )}
          . Closing any one of them breaks the chain there.
        </Notice>
      ) : (
        <Notice kind="info" title="No link of this chain is open here, as far as was read" />
      )}
      <div className="grid items-start gap-4 two:grid-cols-[minmax(0,1fr)_minmax(0,0.9fr)]">
        <Card title="How it went" hint="from link to link, with the rules that show each">
          <Chain chain={postmortem.chain} open={open} known={known} />
        </Card>
        <div className="grid gap-4">
          <Card title="What it teaches">
            <ul className="grid list-disc gap-1.5 py-3.5 pr-3.5 pl-8 marker:text-ink-3">
              {postmortem.lessons.map((lesson) => (
                <li key={lesson}>{lesson}</li>
              ))}
            </ul>
          </Card>
          <Card title="The story">
            <div className="px-3.5 py-3.5">
              <Markdown>{postmortem.body}</Markdown>
              {source !== undefined && (
                <p className="mt-4 text-ink-3 text-small">
                  Retold from:{" "}
                  {source.url === undefined ? (
                    source.title
                  ) : (
                    <a href={source.url} rel="noreferrer" target="_blank" className="rounded-sm underline underline-offset-2">
                      {source.title}
                    </a>
                  )}
                </p>
              )}
            </div>
          </Card>
        </div>
      </div>
    </div>
  );
}

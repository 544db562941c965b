import type { ReactNode } from "react";
import { ScenarioChips } from "#components/findings/scenario.tsx";
import { Card } from "#components/ui/card.tsx";
import type { Postmortem } from "#lib/postmortems/schema.ts";
import { Chain, type OpenRules } from "./chain.tsx";
import { Markdown } from "./markdown.tsx";

/** An incident: what it was, whether it could happen here (`children`), its chain, what it teaches, and its story. */
export function PostmortemView({
  postmortem,
  open,
  known,
  children,
}: {
  postmortem: Postmortem;
  open: OpenRules | null;
  known: ReadonlySet<string>;
  children?: ReactNode;
}) {
  const { summary, date, duration, system, scenarios, chain, lessons, body, source } = postmortem;
  return (
    <div className="grid gap-4">
      <div className="grid gap-2">
        <p className="wrap-anywhere max-w-[85ch] text-[15px]">{summary}</p>
        <ul className="wrap-anywhere flex flex-wrap gap-x-3.5 gap-y-0.5 text-[12.8px] text-ink-2">
          {date !== undefined && <li className="tabular-nums">{date}</li>}
          {duration !== undefined && <li>{duration}</li>}
          <li>{system}</li>
        </ul>
        <ScenarioChips scenarios={[...new Set(scenarios)]} />
      </div>
      {children}
      <div className="grid items-start gap-4 two:grid-cols-[minmax(0,1fr)_minmax(0,0.9fr)]">
        <Card title="How it went" hint="from link to link, with the rules that show each">
          <Chain chain={chain} open={open} known={known} />
        </Card>
        <div className="grid min-w-0 gap-4">
          <Card title="What it teaches">
            <ul className="grid list-disc gap-1.5 py-3.5 pr-3.5 pl-8 marker:text-ink-3">
              {[...new Set(lessons)].map((lesson) => (
                <li key={lesson} className="wrap-anywhere">
                  {lesson}
                </li>
              ))}
            </ul>
          </Card>
          {(body !== "" || source !== undefined) && (
            <Card title="The story">
              <div className="wrap-anywhere px-3.5 py-3.5">
                <Markdown>{body}</Markdown>
                {source !== undefined && <Source source={source} />}
              </div>
            </Card>
          )}
        </div>
      </div>
    </div>
  );
}

function Source({ source: { title, url } }: { source: NonNullable<Postmortem["source"]> }) {
  return (
    <p className="mt-4 text-ink-3 text-small">
      Retold from:{" "}
      {url === undefined ? (
        title
      ) : (
        <a href={url} rel="noreferrer" target="_blank" className="rounded-sm underline underline-offset-2">
          {title}
        </a>
      )}
    </p>
  );
}

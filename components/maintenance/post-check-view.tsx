import type { ReactNode } from "react";
import { SeverityWord, ToneWord } from "#components/findings/tone.tsx";
import { HostLink } from "#components/hosts/host-link.tsx";
import { RuleLink } from "#components/rules/rule-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import { Prose } from "#components/ui/host-text.tsx";
import type { PostCheck, PostCheckedHost } from "#lib/maintenance/post-check.ts";
import type { FindingInShort } from "#lib/maintenance/pre-check.ts";
import { plainLine } from "#lib/plain-text.ts";
import { ChangeList } from "./change-list.tsx";

/** What a post-check found on each host. */
export function PostCheckView({ body, ids }: { body: PostCheck; ids: ReadonlyMap<string, string> }) {
  const read = body.hosts.filter(({ isFresh }) => isFresh);
  const alike = body.comparedWith === null ? [] : read.filter(isAsBefore);
  // One host alone is told in full: nothing is shorter.
  const told = alike.length > 1 ? read.filter((host) => !alike.includes(host)) : read;
  return (
    <>
      {told.map((host) => (
        <Card
          key={host.host}
          title={
            <>
              {host.changes.length === 0 ? "Nothing differs on" : "Not as it was on"}{" "}
              <HostLink hostId={ids.get(host.host) ?? null} name={host.host} />
            </>
          }
          hint={count(host.changes.length, "change")}
          aside={<Score host={host} />}
        >
          <Host host={host} hasBefore={body.comparedWith !== null} />
        </Card>
      ))}
      {told.length < read.length && <AsBefore hosts={alike} ids={ids} />}
    </>
  );
}

function isAsBefore({ changes, opened, resolved, notCompared, scoreBefore, scoreNow }: PostCheckedHost): boolean {
  return changes.length + opened.length + resolved.length + notCompared.length === 0 && scoreBefore === scoreNow;
}

/** The hosts of which there is nothing to tell, in one place. */
function AsBefore({ hosts, ids }: { hosts: readonly PostCheckedHost[]; ids: ReadonlyMap<string, string> }) {
  return (
    <Card title={`Nothing differs on ${count(hosts.length, "host")}`}>
      <ul className="grid gap-x-4 gap-y-1 px-3.5 py-2.5 sm:grid-cols-2">
        {hosts.map((host) => (
          <li key={host.host} className="flex flex-wrap items-baseline justify-between gap-x-3">
            <HostLink hostId={ids.get(host.host) ?? null} name={host.host} />
            <Score host={host} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Score({ host: { scoreBefore, scoreNow } }: { host: PostCheckedHost }) {
  if (scoreBefore === null || scoreNow === null) return null;
  const tone = scoreNow > scoreBefore ? "high" : "holds";
  const words = `score ${scoreBefore} → ${scoreNow}`;
  if (scoreNow === scoreBefore) return <span className="text-ink-3 text-small tabular-nums">score {scoreNow}, as before</span>;
  return <ToneWord tone={tone}>{words}</ToneWord>;
}

function Host({ host, hasBefore }: { host: PostCheckedHost; hasBefore: boolean }) {
  const { changes, opened, resolved, notCompared } = host;
  if (!hasBefore)
    return (
      <p className="px-3.5 py-3 text-ink-2">No pre-check was made: there is nothing to compare with. What stands open is on its page.</p>
    );
  return (
    <div className="grid">
      {changes.length === 0 ? (
        <p className="px-3.5 py-3 text-ink-2">Nothing differs from the pre-check.</p>
      ) : (
        <ChangeList changes={changes} />
      )}
      <Findings title="Got worse" findings={opened} />
      <Findings title="Got better" findings={resolved} isGone />
      {notCompared.length > 0 && (
        <Part title="Not compared">
          <ul className="hatched grid gap-1 px-3.5 py-2">
            {notCompared.map(({ fact, words }) => (
              <li key={`${fact} ${words}`} className="wrap-anywhere text-ink-2">
                <Prose>{words}</Prose>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-line border-t">
      <h3 className="px-3.5 pt-2.5 pb-1">{title}</h3>
      {children}
    </section>
  );
}

function Findings({ title, findings, isGone = false }: { title: string; findings: readonly FindingInShort[]; isGone?: boolean }) {
  if (findings.length === 0) return null;
  return (
    <Part title={title}>
      <ul className="grid gap-1.5 px-3.5 pt-1 pb-3">
        {findings.map(({ fingerprint, rule, title: words, severity }) => (
          <li key={fingerprint} className="grid gap-x-3 gap-y-0.5 sm:grid-cols-[92px_minmax(0,1fr)]">
            {isGone ? (
              <ToneWord tone="holds" className="self-start">
                Resolved
              </ToneWord>
            ) : (
              <span className="flex self-start">
                <SeverityWord severity={severity} />
              </span>
            )}
            <span className="wrap-anywhere">
              <Prose>{plainLine(words)}</Prose> <RuleLink rule={rule} className="text-ink-3" />
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

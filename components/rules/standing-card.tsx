import { FindingLink } from "#components/findings/finding-link.tsx";
import { ToneWord } from "#components/findings/tone.tsx";
import { HostLink } from "#components/hosts/host-link.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { ChipLink } from "#components/ui/chip.tsx";
import { Prose } from "#components/ui/host-text.tsx";
import { Pages } from "#components/ui/pages.tsx";
import { countStates, type RuleStanding, ruleStates } from "#lib/engine/rule-standing.ts";
import { ruleStateWords } from "./rule-state-words.ts";
import { type StandingView, standingHref, standingPage } from "./standing-view.ts";

/** A rule × the fleet: what it says of each host now, or of the fleet as a whole where that is what it judges. */
export function StandingCard({ rule, standings, view }: { rule: string; standings: readonly RuleStanding[]; view: StandingView }) {
  const counts = countStates(standings.map(({ state }) => state));
  const { hosts, page, pages } = standingPage(standings, view);
  const filter = (
    <ul aria-label="Show hosts on which it" className="flex flex-wrap gap-1.5">
      {ruleStates
        .filter((state) => counts[state] > 0)
        .map((state) => (
          <li key={state} className="flex">
            <ChipLink href={standingHref(rule, view, { state: view.state === state ? undefined : state })} on={view.state === state}>
              {ruleStateWords[state].word} {counts[state]}
            </ChipLink>
          </li>
        ))}
    </ul>
  );
  return (
    <Card title="On your hosts" aside={filter}>
      {standings.length === 0 && (
        <Empty action={<ButtonLink href="/hosts/new">Add a host</ButtonLink>}>There is no host yet to judge.</Empty>
      )}
      {standings.length > 0 && hosts.length === 0 && <Empty>Of no host it says this now.</Empty>}
      <ul>
        {hosts.map((host) => (
          <HostRow key={host.hostId} host={host} />
        ))}
      </ul>
      <Pages label="Pages of hosts" page={page} pages={pages} hrefOf={(next) => standingHref(rule, view, { page: next })} />
    </Card>
  );
}

function HostRow({ host: { hostId, name, state, because, findings } }: { host: RuleStanding }) {
  const { tone, word } = ruleStateWords[state];
  return (
    <li className="grid gap-x-4 gap-y-1 border-line border-b px-3.5 py-2.5 last:border-b-0 sm:grid-cols-[minmax(0,190px)_128px_minmax(0,1fr)]">
      <HostLink hostId={hostId} name={name} />
      <span>
        <ToneWord tone={tone}>{word}</ToneWord>
      </span>
      <div className="grid min-w-0 gap-1">
        {findings.map((finding) => (
          <FindingLink key={finding.id} hostId={hostId} finding={finding} />
        ))}
        {findings.length === 0 && because !== null && (
          <span className="break-words text-ink-2">
            <Prose>{because}</Prose>
          </span>
        )}
      </div>
    </li>
  );
}

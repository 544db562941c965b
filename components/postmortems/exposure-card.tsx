import { FindingLink } from "#components/findings/finding-link.tsx";
import { HostLink } from "#components/hosts/host-link.tsx";
import { RuleLink } from "#components/rules/rule-link.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { ChipLink } from "#components/ui/chip.tsx";
import { Prose } from "#components/ui/host-text.tsx";
import { Pages } from "#components/ui/pages.tsx";
import {
  type ExposureCounts,
  exposureAnswers,
  type HostExposure,
  type IncidentExposure,
  type SilentRule,
  worstOf,
} from "#lib/engine/exposure.ts";
import { type ExposureView, exposureHref, exposurePage, quietWords } from "./exposure-view.ts";
import { ExposureWord, exposureWords } from "./exposure-words.tsx";

const shownFindings = 3;

/** An incident × the fleet: whether it could happen on each host, and through which finding. */
export function ExposureCard({
  id,
  exposure,
  view,
  known,
}: {
  id: string;
  exposure: IncidentExposure;
  view: ExposureView;
  /** Rules that this version can decide. */
  known: ReadonlySet<string>;
}) {
  const base = `/postmortems/${id}`;
  const { hosts, page, pages } = exposurePage(exposure.hosts, view);
  return (
    <Card
      title="Could it happen here?"
      hint="host by host, through which finding"
      aside={<AnswerFilter base={base} view={view} counts={exposure.counts} />}
    >
      {exposure.hosts.length === 0 && (
        <Empty action={<ButtonLink href="/hosts/new">Add a host</ButtonLink>}>There is no host yet to compare this incident with.</Empty>
      )}
      {exposure.hosts.length > 0 && hosts.length === 0 && <Empty>No host has this answer.</Empty>}
      <ul>
        {exposure.fleet !== null && <HostRow host={exposure.fleet} known={known} />}
        {hosts.map((host) => (
          <HostRow key={host.hostId} host={host} known={known} />
        ))}
      </ul>
      <Pages label="Pages of hosts" page={page} pages={pages} hrefOf={(next) => exposureHref(base, view, { page: next })} />
    </Card>
  );
}

function AnswerFilter({ base, view, counts }: { base: string; view: ExposureView; counts: ExposureCounts }) {
  return (
    <ul aria-label="Show hosts that are" className="flex flex-wrap gap-1.5">
      {exposureAnswers.map((answer) => {
        const on = view.answer === answer;
        return (
          <li key={answer} className="flex">
            <ChipLink href={exposureHref(base, view, { answer: on ? undefined : answer })} on={on}>
              {exposureWords[answer]} {counts[answer]}
            </ChipLink>
          </li>
        );
      })}
    </ul>
  );
}

function HostRow({ host, known }: { host: HostExposure; known: ReadonlySet<string> }) {
  const rest = quietWords(host);
  return (
    <li className="grid gap-x-4 gap-y-1 border-line border-b px-3.5 py-2.5 last:border-b-0 sm:grid-cols-[minmax(0,190px)_104px_minmax(0,1fr)]">
      <HostLink hostId={host.hostId} name={host.name} />
      <span>
        <ExposureWord answer={host.answer} worst={worstOf(host.through)} />
      </span>
      <div className="grid min-w-0 gap-1">
        {host.through.length > 0 && (
          <ul className="grid gap-1">
            {host.through.slice(0, shownFindings).map((finding) => (
              <li key={finding.id}>
                <FindingLink hostId={host.hostId} finding={finding} />
              </li>
            ))}
            {host.through.length > shownFindings && (
              <li className="text-ink-3 text-small">and {host.through.length - shownFindings} more where it is listed</li>
            )}
          </ul>
        )}
        {rest !== "" && <Rest words={rest} host={host} known={known} />}
      </div>
    </li>
  );
}

const silentWords: Record<SilentRule["state"], string> = {
  unknown: "unknown",
  "not-applicable": "does not apply",
  "not-judged": "not judged here yet",
};

/** The rules that found nothing, each with its reason. */
function Rest({ words, host, known }: { words: string; host: HostExposure; known: ReadonlySet<string> }) {
  return (
    <details className="text-small">
      <summary className="min-h-6 w-fit rounded-sm text-ink-3 hover:text-ink">{words}</summary>
      <ul className="mt-1 grid gap-1">
        {host.silent.map(({ rule, state, because }) => (
          <li key={rule} className="min-w-0 break-words text-ink-2">
            {known.has(rule) ? <RuleLink rule={rule} /> : <code className="wrap-anywhere">{rule}</code>}:{" "}
            {known.has(rule) ? silentWords[state] : "not checked by this version"}
            {because !== null && (
              <>
                , <Prose>{because}</Prose>
              </>
            )}
          </li>
        ))}
        {host.passed.map((rule) => (
          <li key={rule} className="text-ink-3">
            <RuleLink rule={rule} />: passed
          </li>
        ))}
      </ul>
    </details>
  );
}

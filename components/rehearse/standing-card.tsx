import type { ReactNode } from "react";
import { ToneWord } from "#components/findings/tone.tsx";
import { Card } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import type { Rehearsal } from "#lib/graph/rehearsal.ts";
import type { Standing } from "#lib/graph/standing.ts";
import { plainLine } from "#lib/plain-text.ts";
import { HostName } from "./fleet-hosts.tsx";

const shownHosts = 5;
const shownOthers = 4;

/** What is left: hosts with their guests, votes, DNS, and who is told of it. */
export function StandingCard({ standing, votes }: { standing: Standing; votes: Rehearsal["votes"] }) {
  const { hosts, others, dns, alerts } = standing;
  const more = Math.max(0, hosts.length - shownHosts) + Math.max(0, others.length - shownOthers);
  return (
    <Card title="Still standing">
      <dl className="grid gap-px px-3.5 py-[9px] text-[12.8px] leading-6">
        {hosts.slice(0, shownHosts).map(({ node, guests }) => (
          <Row key={node.id} name={<HostName name={node.name} />}>
            up{guests > 0 && `, ${count(guests, "guest")}`}
          </Row>
        ))}
        {others.slice(0, shownOthers).map((node) => (
          <Row key={node.id} name={plainLine(node.name)}>
            holds
          </Row>
        ))}
        {more > 0 && <Row name={`${count(more, "more thing")}`}>holds</Row>}
        {votes.map((vote) => (
          <Row key={vote.cluster} name={`Votes of ${plainLine(vote.cluster)}`}>
            <Votes {...vote} />
          </Row>
        ))}
        {dns !== null && <Row name="DNS">{dns.left === 0 ? <ToneWord tone="critical">none</ToneWord> : `${dns.left} of ${dns.all}`}</Row>}
        <Row name="Who is told">
          <Told {...alerts} />
        </Row>
      </dl>
    </Card>
  );
}

function Row({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-2.5">
      <dt className="wrap-anywhere min-w-0 text-ink-2">{name}</dt>
      <dd className="text-right font-[550] tabular-nums">{children}</dd>
    </div>
  );
}

function Votes({ have, need }: { have: number; need: number }) {
  if (have >= need) return `${have}, ${need} needed`;
  return <ToneWord tone="critical">{`${have}, ${need} needed`}</ToneWord>;
}

function Told({ left, all }: Standing["alerts"]) {
  if (all === 0) return <ToneWord tone="unknown">nobody that is known</ToneWord>;
  if (left === 0) return <ToneWord tone="high">nobody</ToneWord>;
  return left === all ? count(all, "way of an alert", "ways of an alert") : `${left} of ${all} ways`;
}

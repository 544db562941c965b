import { ToneWord } from "#components/findings/tone.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import { Prose } from "#components/ui/host-text.tsx";
import { minutes, totalSeconds } from "#lib/graph/cold-start-headline.ts";
import type { ColdStart } from "#lib/graph/rehearsal.ts";
import { plainLine } from "#lib/plain-text.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import { HostName } from "./fleet-hosts.tsx";
import { More } from "./more.tsx";

type Stage = ColdStart["stages"][number];
type Machine = Stage["start"][number];

/** The stages one after the other: what to start, how long to wait, what to do by hand, and the time that has gone by. */
export function StagesCard({ stages, isPartial }: { stages: readonly Stage[]; isPartial: boolean }) {
  const hint = stages.length === 0 ? undefined : `${count(stages.length, "stage")}, about ${minutes(totalSeconds(stages))}`;
  return (
    <Card title={isPartial ? "What comes back beside it" : "In this order it comes back"} hint={hint}>
      {stages.length === 0 ? (
        <Empty>{isPartial ? "Nothing does: open the ring first." : "No machine that Bulkhead knows has anything to start."}</Empty>
      ) : (
        <ol>
          {stages.map((stage, index) => (
            <StageRow
              key={stage.start.map(({ id }) => id).join()}
              stage={stage}
              number={index + 1}
              before={totalSeconds(stages.slice(0, index))}
            />
          ))}
        </ol>
      )}
    </Card>
  );
}

function StageRow({ stage, number, before }: { stage: Stage; number: number; before: number }) {
  const { start, waitSeconds, manual } = stage;
  const hosts = start.filter(({ kind }) => kind === "host");
  const guests = [
    ...groupBy(
      start.filter(({ kind }) => kind !== "host"),
      ({ host }) => host ?? "",
    ),
  ];
  return (
    <li className="grid grid-cols-[28px_minmax(0,1fr)] gap-x-2.5 border-line border-b px-3.5 py-3 last:border-b-0">
      <span
        aria-hidden
        className="grid size-6 place-items-center rounded-full border border-line-strong font-[550] text-small tabular-nums"
      >
        {number}
      </span>
      <div className="grid min-w-0 gap-2">
        <h3 className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span>{before === 0 ? "At once" : `After about ${minutes(before)}`}</span>
          <span className="font-normal text-ink-3 text-small">then wait about {minutes(waitSeconds)}</span>
        </h3>
        {hosts.length > 0 && (
          <p className="wrap-anywhere leading-6">
            <span className="text-ink-2">Power on</span> <HostNames hosts={hosts} />
          </p>
        )}
        {guests.length > 0 && <Guests byHost={guests} />}
        {manual.length > 0 && <ByHand actions={manual} />}
      </div>
    </li>
  );
}

function HostNames({ hosts }: { hosts: readonly Machine[] }) {
  return hosts.map(({ id, name }, index) => (
    <span key={id}>
      {index > 0 && ", "}
      <HostName name={name} />
    </span>
  ));
}

const shownHosts = 12;

function Guests({ byHost }: { byHost: readonly (readonly [string, readonly Machine[]])[] }) {
  return (
    <div>
      <p className="text-ink-2">Start guests</p>
      <GuestRows byHost={byHost.slice(0, shownHosts)} />
      <More number={byHost.length - shownHosts} noun="host">
        <GuestRows byHost={byHost.slice(shownHosts)} />
      </More>
    </div>
  );
}

function GuestRows({ byHost }: { byHost: readonly (readonly [string, readonly Machine[]])[] }) {
  return (
    <ul className="leading-6">
      {byHost.map(([host, guests]) => (
        <li key={host} className="wrap-anywhere">
          {guests.map(({ name }) => plainLine(name, 80)).join(", ")} <span className="text-ink-3">on</span> <HostName name={host} />
        </li>
      ))}
    </ul>
  );
}

const shownActions = 4;

function ByHand({ actions }: { actions: readonly string[] }) {
  return (
    <div className="grid gap-0.5">
      <ToneWord tone="high">by hand</ToneWord>
      <Actions actions={actions.slice(0, shownActions)} />
      <More number={actions.length - shownActions} noun="action">
        <Actions actions={actions.slice(shownActions)} />
      </More>
    </div>
  );
}

function Actions({ actions }: { actions: readonly string[] }) {
  return (
    <ul className="grid gap-0.5">
      {actions.map((action) => (
        <li key={action} className="wrap-anywhere">
          <Prose>{plainLine(action, 400)}</Prose>
        </li>
      ))}
    </ul>
  );
}

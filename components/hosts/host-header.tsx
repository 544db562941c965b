import { Play } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Fragment } from "react";
import { rehearsalHref } from "#components/rehearse/rehearsal-href.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { duration, list } from "#components/ui/format.ts";
import { HostText } from "#components/ui/host-text.tsx";
import { Ago } from "#components/ui/time.tsx";
import type { Identity } from "#lib/facts/identity.ts";
import { hostId } from "#lib/graph/unite/places.ts";
import { HostStateWord } from "./host-state.tsx";
import { CoverageWords, type Risk, ScoreSquare } from "./score-badge.tsx";

/** What the head of a host's page says. */
export interface HostHead {
  id: string;
  name: string;
  /** "root@10.0.0.1", with the port where it is not 22. */
  target: string;
  state: "unvisited" | "reachable" | "unreachable" | "denied" | "keyChanged";
  paused: boolean;
  activeVisitId: string | null;
  lastVisitAt: Date | null;
  durationMs: number | null;
  risk: Risk | null;
  identity: Identity | null;
  guests: { all: number; running: number } | null;
  unknown: readonly { rule: string; because: string }[];
}

/** Score, name and the facts that say which machine this is. */
export function HostHeader({ host, now }: { host: HostHead; now: Date }) {
  return (
    <div className="mb-3.5 flex flex-wrap items-start gap-x-[18px] gap-y-2.5 sm:flex-nowrap sm:items-center">
      <ScoreSquare risk={host.risk} />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-x-3 font-semibold text-[20px] tracking-[-0.015em]">
          <span className="min-w-0 break-words">{host.name}</span>
          <HostStateWord state={host.state} visiting={host.activeVisitId !== null} paused={host.paused} />
        </p>
        <Meta host={host} now={now} />
      </div>
      {host.lastVisitAt !== null && (
        <ButtonLink href={rehearsalHref([{ what: "reboot", target: hostId(host.name) }])} icon={<Play aria-hidden />} className="flex-none">
          Rehearse a reboot
        </ButtonLink>
      )}
    </div>
  );
}

function Meta({ host, now }: { host: HostHead; now: Date }) {
  const { identity, guests, risk, lastVisitAt, durationMs } = host;
  return (
    <ul className="mt-[3px] flex flex-wrap gap-x-3.5 gap-y-0.5 text-[12.8px] text-ink-2">
      {identity !== null && <li>{systemWords(identity)}</li>}
      <li>
        <HostText>{host.target}</HostText>
      </li>
      {guests !== null && guests.all > 0 && (
        <li className="whitespace-nowrap">
          {guests.all} {guests.all === 1 ? "guest" : "guests"}, {guests.running} running
        </li>
      )}
      <li>
        {lastVisitAt === null ? (
          "never visited"
        ) : (
          <>
            visited <Ago at={lastVisitAt} now={now} />
            {durationMs !== null && `, took ${duration(durationMs)}`}
          </>
        )}
      </li>
      {risk !== null && (
        <li>
          coverage <CoverageWords risk={risk} />
          <UnknownWords hostId={host.id} unknown={host.unknown} />
        </li>
      )}
    </ul>
  );
}

function systemWords(identity: Identity): string {
  const system = { proxmox: "Proxmox", libvirt: "libvirt", linux: "" }[identity.system];
  const version = identity.hypervisorVersion === null || system === "" ? "" : ` ${identity.hypervisorVersion}`;
  return system === "" ? identity.os.name : `${system}${version} on ${identity.os.name}`;
}

/** Characters of reasons that are told at once; longer ones stand where the link leads. */
const shortReasons = 60;

function UnknownWords({ hostId, unknown }: { hostId: string; unknown: HostHead["unknown"] }) {
  if (unknown.length === 0) return null;
  const reasons = list([...new Set(unknown.map(({ because }) => because.split(":")[0] ?? because))], 2);
  return (
    <Fragment>
      ,{" "}
      <Link
        href={`/hosts/${hostId}?tab=not-read` as Route}
        className="rounded-sm underline decoration-line-strong underline-offset-2 hover:text-ink"
      >
        {unknown.length} {unknown.length === 1 ? "rule" : "rules"} unknown
      </Link>{" "}
      {reasons.length <= shortReasons && <span className="text-ink-3">({reasons})</span>}
    </Fragment>
  );
}

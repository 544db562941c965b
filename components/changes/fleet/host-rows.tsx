import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { ChangeIcon } from "#components/changes/change-icon.tsx";
import { EffectChip } from "#components/changes/effect-chip.tsx";
import { ToneWord } from "#components/findings/tone.tsx";
import { count } from "#components/ui/format.ts";
import { type HostChanges, isPartly, statusOf } from "#lib/engine/drift/fleet/fold.ts";
import { plainText } from "#lib/plain-text.ts";
import { hostHref } from "./changes-view.ts";
import { factsWords } from "./unseen-words.ts";

/** Changes of one host that are told here; the others stand on its own page. */
const toldChanges = 20;

/** The hosts one by one, each with what changed on it or why that cannot be told. */
export function HostRows({ hosts, mayMark }: { hosts: readonly HostChanges[]; mayMark: boolean }) {
  return (
    <ul aria-label="Hosts, those that changed first">
      {hosts.map((host) => (
        <li key={host.hostId} className="flex border-line border-b last:border-b-0">
          {mayMark && (
            <label className="flex min-w-[38px] items-start justify-center pt-[11px]">
              <span className="sr-only">Choose {plainText(host.host)}</span>
              <input type="checkbox" name="host" value={host.hostId} className="size-4 accent-accent" />
            </label>
          )}
          <Row host={host} isIndented={mayMark} />
        </li>
      ))}
    </ul>
  );
}

function Row({ host, isIndented }: { host: HostChanges; isIndented: boolean }) {
  const place = [host.cluster === null ? null : `cluster ${host.cluster}`, host.site].filter((part) => part !== null);
  return (
    <details className="group min-w-0 flex-1">
      <summary
        className={`grid grid-cols-[minmax(0,1fr)_auto_14px] items-baseline gap-x-3 py-2 pr-3.5 hover:bg-sunken focus-visible:outline-offset-[-2px] ${isIndented ? "pl-1" : "pl-3.5"}`}
      >
        <span className="wrap-anywhere min-w-0">
          <span className="font-[550]">{plainText(host.host)}</span>
          {place.length > 0 && <span className="ml-2 text-ink-3 text-small">{plainText(place.join(" · "))}</span>}
        </span>
        <Status host={host} />
        <ChevronRight aria-hidden className="size-3.5 self-center text-ink-3 transition-transform duration-150 group-open:rotate-90" />
      </summary>
      <Told host={host} />
    </details>
  );
}

function Status({ host }: { host: HostChanges }) {
  const status = statusOf(host);
  if (status === "not-compared") return <ToneWord tone="unknown">not compared</ToneWord>;
  if (status === "changed") return <span className="tabular-nums">{count(host.changeCount, "change")}</span>;
  return isPartly(host) ? <ToneWord tone="unknown">as before, as far as read</ToneWord> : <ToneWord tone="holds">as before</ToneWord>;
}

function Told({ host }: { host: HostChanges }) {
  const { changes, changeCount, limits, notCompared, hostId, from, to } = host;
  return (
    <div className="grid gap-2 pr-3.5 pb-3 pl-3.5">
      {limits.map(({ kind, words }) => (
        <p key={kind} className="wrap-anywhere text-ink-2">
          This host {plainText(words)}
        </p>
      ))}
      {changes.length > 0 && (
        <ul className="grid gap-1.5">
          {changes.slice(0, toldChanges).map((change) => (
            <li key={change.id} className="grid grid-cols-[15px_1fr] items-baseline gap-x-2.5 gap-y-1 sm:grid-cols-[15px_1fr_auto]">
              <ChangeIcon what={change.what} />
              <span className="wrap-anywhere min-w-0">{plainText(change.words)}</span>
              <span className="max-sm:col-start-2">
                <EffectChip effect={change.effect} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {notCompared.length > 0 && <p className="wrap-anywhere text-ink-2 text-small">Not compared: {factsWords(notCompared)}.</p>}
      <p>
        <Link
          href={hostHref(hostId, from?.snapshotId, to?.snapshotId) as Route}
          prefetch={false}
          className="rounded-sm text-accent hover:underline"
        >
          {changeCount > toldChanges
            ? `All ${changeCount} changes, with their lines`
            : "On the host’s own page, with the lines that say so"}
        </Link>
      </p>
    </div>
  );
}

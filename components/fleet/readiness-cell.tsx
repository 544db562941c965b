import type { Route } from "next";
import Link from "next/link";
import { scenarioNames } from "#components/findings/scenario.tsx";
import { ToneIcon, toneSoft } from "#components/findings/tone.tsx";
import { stateNames } from "#components/hosts/host-state.tsx";
import { cn } from "#components/ui/cn.ts";
import { count } from "#components/ui/format.ts";
import type { ReadinessCell } from "#lib/graph/readiness/cell.ts";
import { plainText } from "#lib/plain-text.ts";
import type { FleetHost } from "./fleet-host.ts";

/** Longer words break into two lines where columns are narrow, and stay beside their icon when they do. */
const shortWords = 8;
const shape = "flex min-h-[34px] items-center justify-center gap-[3px] rounded-[5px] px-0.5 py-0.5 text-tiny leading-[1.2]";

/** What a host would do in one scenario; leads to the rehearsal that says so, or to what could not be read. */
export function Cell({ hostId, cell }: { hostId: string; cell: ReadinessCell }) {
  const link = linkOf(hostId, cell);
  const content = (
    <>
      <ToneIcon tone={cell.tone} className="size-[13px]" />
      <span className={cn(cell.words.length > shortWords && "max-[1535px]:w-min")}>{cell.words.replace(/^(\d+|may) /, "$1\u00a0")}</span>
    </>
  );
  const look = cn(shape, toneSoft[cell.tone], isBad(cell) ? "font-[550]" : "font-medium");
  if (link === null) return <span className={look}>{content}</span>;
  return (
    <Link href={link.href} prefetch={false} title={link.opens} className={cn(look, "hover:underline")}>
      {content}
      <span className="sr-only">, {link.opens}</span>
    </Link>
  );
}

/** In the place of all cells of a host that was never read. */
export function NeverRead({ host }: { host: FleetHost }) {
  return (
    <span className={cn(shape, toneSoft.unknown, "justify-start px-3 font-medium")}>
      <ToneIcon tone="unknown" />
      <span>
        unknown: {host.state === "unvisited" ? "not visited yet" : `never read, ${stateNames[host.state]}`}
        {host.lastError !== null && <span className="break-words font-normal">. {plainText(host.lastError.sentence)}</span>}
      </span>
    </span>
  );
}

/** The same row where there is no room for columns: the scenarios that do not hold, and the names of those that are unknown. */
export function ReadinessChips({ host }: { host: FleetHost }) {
  const bad = host.readiness.filter((cell) => isBad(cell) || (cell.tone === "unknown" && cell.search !== ""));
  const unknown = host.readiness
    .filter((cell) => cell.tone === "unknown" && cell.search === "")
    .map((cell) => scenarioNames[cell.scenario]);
  return (
    <>
      {bad.length > 0 && (
        <ul aria-label="What would happen" className="flex flex-wrap gap-1.5">
          {bad.map((cell) => (
            <li key={cell.scenario}>
              <Link
                href={`/rehearse?${cell.search}` as Route}
                prefetch={false}
                title={rehearsalOf(cell)}
                className={cn("flex min-h-6 items-center gap-1 rounded-[5px] px-1.5 text-tiny", toneSoft[cell.tone])}
              >
                <ToneIcon tone={cell.tone} />
                {scenarioNames[cell.scenario]}: {cell.words}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {unknown.length > 0 && <p className="text-ink-3 text-tiny">Unknown: {unknown.join(", ")}</p>}
    </>
  );
}

function isBad({ tone }: ReadinessCell): boolean {
  return tone !== "holds" && tone !== "not-applicable" && tone !== "unknown";
}

function linkOf(hostId: string, cell: ReadinessCell): { href: Route; opens: string } | null {
  if (cell.search !== "") return { href: `/rehearse?${cell.search}` as Route, opens: rehearsalOf(cell) };
  if (cell.tone !== "unknown") return null;
  const opens = cell.undecided === 0 ? "what could not be read" : `${count(cell.undecided, "rule")} could not be decided`;
  return { href: `/hosts/${hostId}?tab=not-read` as Route, opens };
}

function rehearsalOf({ scenario }: ReadinessCell): string {
  return `rehearse ${scenarioNames[scenario].replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase())}`;
}

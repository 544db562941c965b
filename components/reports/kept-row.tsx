import { Download } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { MailState } from "#components/settings/mail-list.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { bytes, count, percent } from "#components/ui/format.ts";
import { Ago } from "#components/ui/time.tsx";
import { plainLine } from "#lib/plain-text.ts";
import type { ReportFormat } from "#lib/reports/report/format.ts";
import { leavingWords, type Retention } from "#lib/reports/schedules/retention.ts";
import { KeptActions } from "./kept-actions.tsx";
import { KeptProgress, KeptState } from "./kept-state.tsx";
import { formatWords, subjectWords } from "./words.ts";

/** A kept report as its list shows it. */
export interface ListedReport {
  id: string;
  kind: string;
  name: string;
  format: ReportFormat;
  paper: "a4" | "letter";
  status: "queued" | "running" | "done" | "failed";
  requestedBy: string;
  requestedAt: Date;
  madeAt: Date | null;
  progress: { done: number; all: number } | null;
  coverage: { hosts: number; read: number; share: number | null } | null;
  hash: string | null;
  sizeBytes: number | null;
  errorText: string | null;
  keep: boolean;
  goesAt: Date | null;
  goesBecause: string | null;
  run: {
    trigger: "weekly" | "before-window" | null;
    window: { id: string; title: string } | null;
    recipients: readonly string[];
    mail: Parameters<typeof MailState>[0]["mail"] | null;
  } | null;
}

/** One kept report: what, why, from what, how to prove it, and how long it stays. */
export function KeptRow({
  report,
  retention,
  mayChange,
  now,
}: {
  report: ListedReport;
  retention: Retention;
  mayChange: boolean;
  now: Date;
}) {
  const { id, kind, name, format, paper, status, progress, errorText } = report;
  const title = `${subjectWords(kind, name)}, ${formatWords(format, paper)}`;
  return (
    <li className="grid gap-x-4 gap-y-1 border-line border-b px-3.5 py-2.5 last:border-b-0 sm:grid-cols-[72px_minmax(0,1fr)_auto]">
      <KeptState status={status} />
      <div className="grid min-w-0 gap-0.5">
        <b className="wrap-anywhere font-[550]">{title}</b>
        <p className="wrap-anywhere text-ink-2">
          <Why report={report} now={now} />
        </p>
        {(status === "queued" || status === "running") && <KeptProgress progress={progress} />}
        {status === "failed" && <p className="wrap-anywhere text-critical text-small">{plainLine(errorText ?? "It could not be made.")}</p>}
        {status === "done" && <Facts report={report} title={title} />}
        <MailLine run={report.run} now={now} />
        <p className="text-ink-3 text-small">{stayWords(report, retention)}</p>
      </div>
      <div className="flex flex-wrap items-center gap-1 self-start sm:justify-end">
        {status === "done" && (
          <a
            href={`/api/v1/reports/${id}/file`}
            download
            className="inline-flex min-h-8 items-center gap-[7px] rounded-control border border-line-strong bg-surface px-[11px] font-medium hover:bg-sunken"
          >
            <Download aria-hidden className="size-[15px]" />
            Download<span className="sr-only"> {title}</span>
          </a>
        )}
        {mayChange && <KeptActions id={id} title={title} keep={report.keep} isMade={status === "done"} />}
      </div>
    </li>
  );
}

/** When it was made and what for: a window, a week, or somebody. */
function Why({ report: { run, requestedBy, requestedAt, madeAt }, now }: { report: ListedReport; now: Date }) {
  const when = madeAt === null ? <>asked for {<Ago at={requestedAt} now={now} />}</> : <>made {<Ago at={madeAt} now={now} />}</>;
  if (run?.window != null)
    return (
      <>
        {when} for the window{" "}
        <Link href={`/maintenance/${run.window.id}` as Route} prefetch={false} className="rounded-sm text-accent underline">
          {plainLine(run.window.title, 120)}
        </Link>
      </>
    );
  if (run !== null)
    return (
      <>
        {when} by a weekly schedule{run.trigger === null && " that was removed since"}
      </>
    );
  return (
    <>
      {when} for {plainLine(requestedBy, 120)}
    </>
  );
}

function Facts({ report: { coverage, sizeBytes, hash }, title }: { report: ListedReport; title: string }) {
  const read = coverage === null ? "coverage unknown" : `${coverage.read} of ${count(coverage.hosts, "host")} read`;
  const share = coverage === null ? "" : `, ${coverage.share === null ? "no rule decided" : `coverage ${percent(coverage.share)}`}`;
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-ink-2 text-small tabular-nums">
      <span>
        {read}
        {share}
      </span>
      {sizeBytes !== null && <span>{bytes(sizeBytes)}</span>}
      {hash !== null && (
        <span className="inline-flex items-center gap-1.5">
          SHA-256 <CopyText text={hash} shown={`${hash.slice(0, 12)}…`} label={`the SHA-256 of ${title}`} />
        </span>
      )}
    </p>
  );
}

function MailLine({ run, now }: { run: ListedReport["run"]; now: Date }) {
  if (run === null || run.recipients.length === 0) return null;
  return (
    <p className="wrap-anywhere text-ink-2 text-small">
      Mail to {run.recipients.join(", ")}: {run.mail === null ? "goes out when it is made" : <MailState mail={run.mail} now={now} />}
    </p>
  );
}

function stayWords({ keep, goesAt, goesBecause }: ListedReport, retention: Retention): string {
  if (keep) return "Stays until it is removed by hand";
  if (goesAt === null) return "Goes by itself: the day is set within 10 minutes";
  return `Goes on ${goesAt.toISOString().slice(0, 10)}: ${leavingWords(goesBecause, retention)}`;
}

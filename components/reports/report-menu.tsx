"use client";

import { ChevronDown, FileDown } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { Button } from "#components/ui/button.tsx";
import { sentenceOf } from "#components/ui/request.ts";
import { maximumHostsAtOnce } from "#lib/reports/report/format.ts";
import { type ReportAsked, renderings, reportHref } from "./renderings.ts";
import { useKeptReport } from "./use-kept-report.ts";

interface Props {
  kind: ReportAsked["kind"];
  id?: string;
  /** Hosts that it tells of: many are read and written in the background. */
  hosts: number;
}

const item =
  "flex min-h-8 cursor-pointer flex-wrap items-baseline gap-x-2 rounded-[5px] px-2.5 py-1.5 outline-none data-[highlighted]:bg-sunken";

/** Everything on this page as a file to keep, to print or to carry to where there is no network. */
export function ReportMenu({ kind, id, hosts }: Props) {
  const kept = useKeptReport();
  const inBackground = hosts > maximumHostsAtOnce;
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1 print:hidden">
      <Status kept={kept} />
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <Button icon={<FileDown aria-hidden />} busy={kept.running}>
            Report
            <ChevronDown aria-hidden />
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            collisionPadding={8}
            className="z-50 w-[260px] rounded-card border border-line-strong bg-surface p-1 text-ink shadow-raise print:hidden"
          >
            {renderings.map(({ name, hint, format, paper }) => {
              const asked = { kind, id, format, paper };
              const words = (
                <>
                  <span className="font-medium">{name}</span>
                  <span className="text-ink-3 text-small">{hint}</span>
                </>
              );
              return inBackground ? (
                <DropdownMenu.Item key={name} className={item} onSelect={() => kept.start(asked)}>
                  {words}
                </DropdownMenu.Item>
              ) : (
                <DropdownMenu.Item key={name} asChild>
                  <a href={reportHref(asked)} download className={item}>
                    {words}
                  </a>
                </DropdownMenu.Item>
              );
            })}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  );
}

function Status({ kept: { report, running, error } }: { kept: ReturnType<typeof useKeptReport> }) {
  const failed = error === null ? report?.errorText : sentenceOf(error);
  return (
    <p role="status" className="wrap-anywhere max-w-96 text-ink-2 text-small tabular-nums empty:absolute">
      {running && (report?.progress == null ? "Asking for the report" : `${report.progress.done} of ${report.progress.all} hosts read`)}
      {!running && failed != null && <span className="text-critical">{failed}</span>}
      {!running && failed == null && report?.status === "done" && (
        <a href={`/api/v1/reports/${report.id}/file`} download className="rounded-sm font-medium text-accent hover:underline">
          Download the report
        </a>
      )}
    </p>
  );
}

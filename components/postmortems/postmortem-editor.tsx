"use client";

import { useMemo, useRef } from "react";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { sentenceOf } from "#components/ui/request.ts";
import { hintsOf } from "#lib/postmortems/hints.ts";
import type { Postmortem } from "#lib/postmortems/schema.ts";
import { PostmortemView } from "./postmortem-view.tsx";
import { ReportBox } from "./report-box.tsx";
import { ReportProblems } from "./report-problems.tsx";
import { useReport } from "./use-report.ts";

/** Writes or changes an own incident: its text, what does not fit yet, and how it will look. */
export function PostmortemEditor({ id, markdown, knownRules }: { id: string | null; markdown: string; knownRules: readonly string[] }) {
  const box = useRef<HTMLTextAreaElement>(null);
  const { text, setText, checked, refusedFile, openFile, save } = useReport(id, markdown);
  const { postmortem, problems } = checked;
  return (
    <div className="grid gap-4">
      <div className="grid items-start gap-4 two:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
        <ReportBox box={box} text={text} onText={setText} onFile={(file) => void openFile(file)} />
        <div className="grid min-w-0 gap-4">
          {refusedFile !== null && <Notice kind="error" title={refusedFile} />}
          <ReportProblems
            problems={problems}
            hints={postmortem === null ? [] : hintsOf(postmortem, knownRules)}
            onLine={(line) => selectLine(box.current, line)}
          />
          {save.error !== null && <Notice kind="error" title={sentenceOf(save.error)} />}
          <div className="flex flex-wrap items-center gap-2.5">
            <Button look="primary" disabled={postmortem === null} busy={save.isPending || save.isSuccess} onClick={() => save.mutate()}>
              {id === null ? "Add to the library" : "Save"}
            </Button>
            <ButtonLink href={id === null ? "/postmortems" : `/postmortems/${id}`}>Cancel</ButtonLink>
          </div>
        </div>
      </div>
      {postmortem !== null && <Preview postmortem={postmortem} knownRules={knownRules} />}
    </div>
  );
}

function Preview({ postmortem, knownRules }: { postmortem: Postmortem; knownRules: readonly string[] }) {
  const known = useMemo(() => new Set(knownRules), [knownRules]);
  return (
    <section aria-label="Preview" className="grid gap-3">
      <h2 className="wrap-anywhere">
        <span className="text-ink-3">Preview:</span> {postmortem.title}
      </h2>
      <PostmortemView postmortem={postmortem} open={null} known={known} />
    </section>
  );
}

/** Puts the cursor onto a line, counted from 1, and marks it. */
function selectLine(box: HTMLTextAreaElement | null, line: number): void {
  if (box === null) return;
  const before = box.value.split("\n").slice(0, line - 1);
  const start = before.reduce((sum, each) => sum + each.length + 1, 0);
  const end = box.value.indexOf("\n", start);
  box.focus();
  box.setSelectionRange(start, end === -1 ? box.value.length : end);
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type DragEvent, useDeferredValue, useMemo, useRef, useState } from "react";
import { z } from "zod";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { request, sentenceOf } from "#components/ui/request.ts";
import { hintsOf } from "#lib/postmortems/hints.ts";
import { checkPostmortem, maximumCharacters } from "#lib/postmortems/schema.ts";
import { PostmortemView } from "./postmortem-view.tsx";
import { ReportProblems } from "./report-problems.tsx";

const Saved = z.object({ id: z.string() });

/** Writes or changes an own incident: its text, what does not fit yet, and how it will look. */
export function PostmortemEditor({ id, markdown, knownRules }: { id: string | null; markdown: string; knownRules: readonly string[] }) {
  const router = useRouter();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(markdown);
  const [refusedFile, setRefusedFile] = useState<string | null>(null);
  const checked = useDeferredValue(text);
  const { postmortem, problems } = useMemo(() => checkPostmortem(checked), [checked]);
  const known = useMemo(() => new Set(knownRules), [knownRules]);
  const save = useMutation({
    mutationFn: () =>
      id === null
        ? request("/api/v1/postmortems", Saved, { method: "POST", body: { markdown: text } })
        : request(`/api/v1/postmortems/${id}`, Saved, { method: "PUT", body: { markdown: text } }),
    onSuccess: (saved) => {
      router.push(`/postmortems/${saved.id}` as Route);
      router.refresh();
    },
  });
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    // A character may take four bytes.
    const fits = file.size <= maximumCharacters * 4;
    setRefusedFile(fits ? null : `${file.name} is larger than a report may be (${maximumCharacters} characters).`);
    if (fits) setText((await file.text()).slice(0, maximumCharacters + 1));
  };
  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  };
  const goTo = (line: number) => {
    const start =
      text
        .split("\n")
        .slice(0, line - 1)
        .join("\n").length + (line > 1 ? 1 : 0);
    const end = text.indexOf("\n", start);
    box.current?.focus();
    box.current?.setSelectionRange(start, end === -1 ? text.length : end);
  };
  return (
    <div className="grid gap-4">
      <div className="grid items-start gap-4 two:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
        <Card title="The report" hint="Markdown with front matter; drop a .md file onto it" aside={<FileButton onFile={take} />}>
          <textarea
            ref={box}
            aria-label="The report"
            aria-describedby="report-problems"
            value={text}
            onChange={(event) => setText(event.target.value)}
            onDrop={onDrop}
            onDragOver={(event) => event.preventDefault()}
            spellCheck={false}
            className="block min-h-[60vh] w-full resize-y bg-surface px-3.5 py-3 font-mono text-[12.2px] leading-[1.6] outline-none focus-visible:inset-ring focus-visible:inset-ring-accent"
          />
        </Card>
        <div className="grid min-w-0 gap-4">
          {refusedFile !== null && <Notice kind="error" title={refusedFile} />}
          <ReportProblems problems={problems} hints={postmortem === null ? [] : hintsOf(postmortem, knownRules)} onLine={goTo} />
          {save.error !== null && <Notice kind="error" title={sentenceOf(save.error)} />}
          <div className="flex flex-wrap items-center gap-2.5">
            <Button look="primary" disabled={postmortem === null} busy={save.isPending || save.isSuccess} onClick={() => save.mutate()}>
              {id === null ? "Add to the library" : "Save"}
            </Button>
            <ButtonLink href={id === null ? "/postmortems" : `/postmortems/${id}`}>Cancel</ButtonLink>
          </div>
        </div>
      </div>
      {postmortem !== null && (
        <section aria-label="Preview" className="grid gap-3">
          <h2 className="wrap-anywhere">
            <span className="text-ink-3">Preview:</span> {postmortem.title}
          </h2>
          <PostmortemView postmortem={postmortem} open={null} known={known} />
        </section>
      )}
    </div>
  );
}

function FileButton({ onFile }: { onFile: (file: File | undefined) => Promise<void> }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".md,.markdown,text/markdown,text/plain"
        aria-label="A Markdown file"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          void onFile(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <Button icon={<FileUp aria-hidden />} onClick={() => input.current?.click()}>
        Open a file
      </Button>
    </>
  );
}

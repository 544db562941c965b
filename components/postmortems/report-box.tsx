"use client";

import { FileUp } from "lucide-react";
import { type DragEvent, type RefObject, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";

/** The text of a report: typed, pasted, dropped or opened from a file. */
export function ReportBox({
  box,
  text,
  onText,
  onFile,
}: {
  box: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onText: (text: string) => void;
  onFile: (file: File) => void;
}) {
  const onDrop = (event: DragEvent) => {
    const [file] = event.dataTransfer.files;
    if (file === undefined) return;
    event.preventDefault();
    onFile(file);
  };
  return (
    <Card title="The report" hint="Markdown with front matter; drop a .md file onto it" aside={<FileButton onFile={onFile} />}>
      <textarea
        ref={box}
        aria-label="The report"
        aria-describedby="report-problems"
        value={text}
        onChange={(event) => onText(event.target.value)}
        onDrop={onDrop}
        onDragOver={(event) => event.preventDefault()}
        spellCheck={false}
        className="block min-h-[60vh] w-full resize-y bg-surface px-3.5 py-3 font-mono text-[12.2px] leading-[1.6] outline-none focus-visible:inset-ring focus-visible:inset-ring-accent"
      />
    </Card>
  );
}

function FileButton({ onFile }: { onFile: (file: File) => void }) {
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
          const file = event.target.files?.[0];
          if (file !== undefined) onFile(file);
          event.target.value = "";
        }}
      />
      <Button icon={<FileUp aria-hidden />} onClick={() => input.current?.click()}>
        Open a file
      </Button>
    </>
  );
}

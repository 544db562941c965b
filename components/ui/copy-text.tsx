"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { plainText } from "#lib/plain-text.ts";

/**
 * A command to run, with a button that copies it as it is shown: no control character reaches a terminal. `shown` stands for a text that is too
 * long to read; `label` says what is copied where several things on a page could be meant.
 */
export function CopyText({ text, shown = text, label }: { text: string; shown?: string; label?: string }) {
  const copied = useCopied();
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <code className="min-w-0 break-words" title={shown === text ? undefined : plainText(text)}>
        {plainText(shown)}
      </code>
      <button
        type="button"
        aria-label={copied.done ? "Copied" : label === undefined ? "Copy" : `Copy ${label}`}
        onClick={() => copied.copy(plainText(text))}
        className="inline-grid size-6 print:hidden flex-none place-items-center rounded text-ink-3 hover:bg-sunken hover:text-ink"
      >
        {copied.done ? <Check aria-hidden className="size-3.5" /> : <Copy aria-hidden className="size-3.5" />}
      </button>
      <CopiedStatus done={copied.done} />
    </span>
  );
}

/** Says that it was copied; a button cannot announce what changes inside it. */
export function CopiedStatus({ done }: { done: boolean }) {
  return (
    <span role="status" className="sr-only">
      {done && "Copied"}
    </span>
  );
}

const shownSeconds = 2;

/** Copies to the clipboard and says so for two seconds; where the browser forbids it, nothing changes. */
export function useCopied(): { done: boolean; copy: (text: string) => void } {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), shownSeconds * 1000);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = (text: string) => {
    navigator.clipboard?.writeText(text).then(
      () => setDone(true),
      () => setDone(false),
    );
  };
  return { done, copy };
}

"use client";

import { Check, Copy } from "lucide-react";
import { Button } from "./button.tsx";
import { CopiedStatus, useCopied } from "./copy-text.tsx";

/** Copies a text to take away. `labelled`: what is copied is said to everybody, where several things on a page could be meant. */
export function CopyButton({ label, text, labelled = false }: { label: string; text: string; labelled?: boolean }) {
  const copied = useCopied();
  return (
    <>
      <Button onClick={() => copied.copy(text)} icon={copied.done ? <Check aria-hidden /> : <Copy aria-hidden />}>
        {copied.done ? "Copied" : "Copy"}
        {labelled ? !copied.done && ` ${label}` : <span className="sr-only"> {label}</span>}
      </Button>
      <CopiedStatus done={copied.done} />
    </>
  );
}

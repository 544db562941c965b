"use client";

import { Check, Copy } from "lucide-react";
import { Button } from "./button.tsx";
import { CopiedStatus, useCopied } from "./copy-text.tsx";

/** Copies a text to take away. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const copied = useCopied();
  return (
    <>
      <Button onClick={() => copied.copy(text)} icon={copied.done ? <Check aria-hidden /> : <Copy aria-hidden />}>
        {copied.done ? "Copied" : "Copy"}
        <span className="sr-only"> {label}</span>
      </Button>
      <CopiedStatus done={copied.done} />
    </>
  );
}

"use client";

import { Check, Copy } from "lucide-react";
import { Button } from "./button.tsx";
import { useCopied } from "./copy-text.tsx";

/** A text to take away: scrolls in its own block, with a button that copies it. */
export function CopyBlock({ label, text }: { label: string; text: string }) {
  const copied = useCopied();
  return (
    <div className="relative">
      <div className="absolute top-2 right-4">
        <Button onClick={() => copied.copy(text)} icon={copied.done ? <Check aria-hidden /> : <Copy aria-hidden />}>
          <span role="status">{copied.done ? "Copied" : "Copy"}</span>
          <span className="sr-only"> {label}</span>
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section aria-label={label} tabIndex={0} className="max-h-[60vh] overflow-auto bg-sunken px-3.5 py-3">
        <pre className="leading-[1.6]">{text}</pre>
      </section>
    </div>
  );
}

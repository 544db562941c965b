"use client";

import { type ReactNode, useState } from "react";

/** Something to open, whose content is made when it is first opened: a page of many stays light. */
export function Fold({ summary, className, children }: { summary: ReactNode; className?: string; children: () => ReactNode }) {
  const [wasOpened, setOpened] = useState(false);
  return (
    <details className={className} onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      {summary}
      {wasOpened && children()}
    </details>
  );
}

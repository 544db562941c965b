import type { ReactNode } from "react";
import { count } from "#components/ui/format.ts";

/** The rest of a list, one click away; nothing where there is no rest. */
export function More({
  number,
  noun,
  plural = `${noun}s`,
  children,
}: {
  number: number;
  noun: string;
  plural?: string;
  children: ReactNode;
}) {
  if (number <= 0) return null;
  return (
    <details className="min-w-0 max-w-full">
      <summary className="w-fit rounded-sm text-ink-3 text-small underline decoration-line-strong underline-offset-2 hover:text-ink">
        {count(number, `more ${noun}`, `more ${plural}`)}
      </summary>
      {children}
    </details>
  );
}

import type { ReactNode } from "react";
import { ToneWord } from "#components/findings/tone.tsx";
import { Empty } from "#components/ui/card.tsx";
import { Prose } from "#components/ui/host-text.tsx";
import type { Reading } from "#lib/facts/reading.ts";
import { causeWords } from "#lib/reports/host/not-read.ts";

/** What came of a fact: its value drawn by `children`, or in words why there is none. Unknown is hatched, never blank. */
export function ReadingView<T>({
  reading,
  noun,
  children,
}: {
  reading: Reading<T> | undefined;
  /** What would be here: "Addresses". */
  noun: string;
  children: (value: T) => ReactNode;
}) {
  if (reading === undefined) return <Unread>{noun}: not read on this host yet.</Unread>;
  if (reading.status === "ok") return children(reading.value);
  if (reading.status === "absent")
    return (
      <Empty>
        {noun}: nothing there, and nothing wrong. <Prose>{reading.reason}</Prose>
      </Empty>
    );
  return (
    <Unread>
      {noun}: {causeWords[reading.cause]}. <Prose>{reading.detail}</Prose>
    </Unread>
  );
}

function Unread({ children }: { children: ReactNode }) {
  return (
    <div className="hatched grid gap-1 px-3.5 py-4">
      <ToneWord tone="unknown">unknown</ToneWord>
      <p className="max-w-prose break-words text-ink-2">{children}</p>
    </div>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { Square, SquareCheck, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Prose } from "#components/ui/host-text.tsx";
import { request, sentenceOf } from "#components/ui/request.ts";
import { clockWords } from "#lib/maintenance/times.ts";
import { phaseWords } from "#lib/maintenance/words.ts";
import { AddLine } from "./add-line.tsx";

export type Phase = keyof typeof phaseWords;
const phases = Object.keys(phaseWords) as Phase[];

/** A line as the checklist shows it. */
export interface Line {
  id: string;
  phase: Phase;
  words: string;
  /** Null for a line that a person wrote. */
  key: string | null;
  addedBy: string;
  doneBy: string | null;
  doneAt: Date | null;
}

interface Props {
  windowId: string;
  lines: readonly Line[];
  timeZone: string;
  now: Date;
  /** Whether the reader may tick. */
  mayChange: boolean;
}

/** What to have ready, each step, and what to prove afterwards; ticked with who and when. */
export function Checklist({ windowId, lines, timeZone, now, mayChange }: Props) {
  const done = lines.filter(({ doneAt }) => doneAt !== null).length;
  return (
    <Card title="Checklist" hint={lines.length === 0 ? undefined : `${done} of ${lines.length} done`}>
      {lines.length === 0 && <p className="px-3.5 py-3 text-ink-2">The pre-check fills it from what it finds.</p>}
      {phases.map((phase) => {
        const own = lines.filter((line) => line.phase === phase);
        if (own.length === 0) return null;
        return (
          <section key={phase} aria-label={`Checklist, ${phase}`} className="border-line border-b last:border-b-0">
            <h3 className="px-3.5 pt-2.5 text-ink-3">{phaseWords[phase]}</h3>
            <ul className="pb-1.5">
              {own.map((line) => (
                <Item key={line.id} line={line} windowId={windowId} timeZone={timeZone} now={now} mayChange={mayChange} />
              ))}
            </ul>
          </section>
        );
      })}
      {mayChange && <AddLine windowId={windowId} />}
    </Card>
  );
}

function Item({ line, windowId, timeZone, now, mayChange }: Omit<Props, "lines"> & { line: Line }) {
  if (mayChange) return <TickableItem line={line} windowId={windowId} timeZone={timeZone} now={now} />;
  return (
    <li className="flex items-start gap-2 px-3.5 py-[5px]">
      <Ticked isDone={line.doneAt !== null} />
      <Words line={line} isDone={line.doneAt !== null} timeZone={timeZone} now={now} />
    </li>
  );
}

function TickableItem({ line, windowId, timeZone, now }: Pick<Props, "windowId" | "timeZone" | "now"> & { line: Line }) {
  const router = useRouter();
  const place = `/api/v1/windows/${windowId}/checklist/${line.id}`;
  const onSuccess = () => router.refresh();
  const tick = useMutation({ mutationFn: (done: boolean) => request(place, z.unknown(), { method: "PUT", body: { done } }), onSuccess });
  const remove = useMutation({ mutationFn: () => request(place, z.unknown(), { method: "DELETE" }), onSuccess });
  const isDone = tick.isPending ? tick.variables : line.doneAt !== null;
  const error = tick.error ?? remove.error;
  return (
    <li className="flex items-start gap-1 px-3.5 py-[5px]">
      <label className="flex min-w-0 flex-1 cursor-pointer items-start gap-2">
        <input
          type="checkbox"
          checked={isDone}
          onChange={(event) => tick.mutate(event.currentTarget.checked)}
          className="mt-[2px] size-[15px] flex-none accent-accent"
        />
        <Words line={line} isDone={isDone} timeZone={timeZone} now={now} />
      </label>
      {error !== null && (
        <span role="alert" className="text-critical text-small">
          {sentenceOf(error)}
        </span>
      )}
      {line.key === null && (
        <Button
          look="quiet"
          className="min-h-6 px-1.5 py-0.5 print:hidden"
          aria-label={`Remove “${line.words}”`}
          busy={remove.isPending}
          onClick={() => remove.mutate()}
        >
          <Trash2 aria-hidden />
        </Button>
      )}
    </li>
  );
}

/** What is to be done; who did it and when, on the window's clock. */
function Words({ line, isDone, timeZone, now }: Pick<Props, "timeZone" | "now"> & { line: Line; isDone: boolean }) {
  return (
    <span className="wrap-anywhere min-w-0">
      <span className={isDone ? "text-ink-2" : undefined}>
        <Prose>{line.words}</Prose>
      </span>
      {line.doneAt !== null && (
        <span className="block text-ink-3 text-small tabular-nums">
          {line.doneBy}, {clockWords(line.doneAt, now, timeZone)}
        </span>
      )}
      {line.key === null && line.doneAt === null && <span className="block text-ink-3 text-small">added by {line.addedBy}</span>}
    </span>
  );
}

function Ticked({ isDone }: { isDone: boolean }) {
  const Icon = isDone ? SquareCheck : Square;
  return (
    <>
      <Icon aria-hidden className="mt-[2px] size-[15px] flex-none text-ink-2" />
      <span className="sr-only">{isDone ? "done: " : "open: "}</span>
    </>
  );
}

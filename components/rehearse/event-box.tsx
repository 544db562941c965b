"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { useFleetQuestion } from "#components/graph/use-fleet-graph.ts";
import { cn } from "#components/ui/cn.ts";
import { sentenceOf } from "#components/ui/request.ts";
import type { Event } from "#lib/graph/events.ts";
import type { Given } from "#lib/graph/given.ts";
import { EventIcon } from "./event-icon.tsx";
import { eventLine } from "./event-words.ts";

const shownEvents = 12;

/** A box for words that finds what can happen: arrows choose, Enter takes it, Escape puts the list away. */
export function EventBox({ label, onPick }: { label: string; onPick: (given: Given) => void }) {
  const id = useId();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const asked = useDeferredValue(text.trim());
  const { data: events = [], error, isPlaceholderData } = useFleetQuestion("events", { text: asked, limit: shownEvents });
  const isOpen = text.trim() !== "";
  const found = isOpen ? events : [];
  const current = Math.min(chosen, found.length - 1);
  const pick = (event: Event | undefined) => {
    if (event === undefined) return;
    setText("");
    setChosen(0);
    onPick(event.given);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setChosen(Math.max(0, Math.min(found.length - 1, current + step)));
    else if (event.key === "Enter" && !isPlaceholderData && asked === text.trim()) pick(found[current]);
    else if (event.key === "Escape") setText("");
    else return;
    event.preventDefault();
  };
  const isNothing = isOpen && found.length === 0 && !isPlaceholderData;
  return (
    <div className="relative">
      <label className="flex min-h-8 items-center gap-2 rounded-control border border-line-strong bg-surface px-2.5 text-ink-3 focus-within:border-accent">
        <Search aria-hidden className="size-[15px] flex-none" />
        <span className="sr-only">{label}</span>
        <input
          type="text"
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={found[current] === undefined ? undefined : `${id}-${current}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKey}
          placeholder={label}
          className="w-full bg-transparent py-[5px] text-ink outline-none placeholder:text-ink-3"
        />
      </label>
      <EventList id={id} events={found} current={current} onPick={pick} onPoint={setChosen} />
      <p role="status" className="mt-1.5 text-ink-3 text-small empty:hidden">
        {error !== null ? sentenceOf(error) : isNothing ? "Nothing here is called so: try a host, a guest or an address." : null}
      </p>
    </div>
  );
}

function EventList({
  id,
  events,
  current,
  onPick,
  onPoint,
}: {
  id: string;
  events: readonly Event[];
  current: number;
  onPick: (event: Event) => void;
  onPoint: (index: number) => void;
}) {
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label="What can happen"
      className={cn(
        "absolute inset-x-0 top-full z-20 mt-1 max-h-[52vh] overflow-y-auto rounded-control border border-line-strong bg-surface py-1 shadow-raise two:min-w-80",
        events.length === 0 && "hidden",
      )}
    >
      {events.map((event, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are taken by the box, which keeps the focus
        <div
          key={`${event.given.what}|${event.words}`}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === current}
          onMouseDown={(press) => press.preventDefault()}
          onClick={() => onPick(event)}
          onPointerMove={() => onPoint(index)}
          className={cn("flex cursor-pointer gap-2 px-2.5 py-1.5", index === current && "bg-accent-soft")}
        >
          <EventIcon what={event.given.what} />
          <EventWords event={event} />
        </div>
      ))}
    </div>
  );
}

/** What happens, and to what, in two lines. */
export function EventWords({ event: { words, detail } }: { event: Event }) {
  return (
    <span className="min-w-0">
      <span className="wrap-anywhere block font-medium">{eventLine(words)}</span>
      <span className="wrap-anywhere block font-normal text-ink-3 text-tiny">{eventLine(detail)}</span>
    </span>
  );
}

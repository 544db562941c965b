"use client";

import { Plus } from "lucide-react";
import type { MouseEvent } from "react";
import { useFleetQuestion } from "#components/graph/use-fleet-graph.ts";
import { Card, Skeleton } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import type { Event } from "#lib/graph/events.ts";
import type { Given } from "#lib/graph/given.ts";
import { EventWords } from "./event-box.tsx";
import { EventIcon } from "./event-icon.tsx";
import { rehearsalHref, sameGiven } from "./rehearsal-href.ts";

/** What is worth asking of this fleet: each is a link, and can be added to what is rehearsed. */
export function Suggestions({ given, show }: { given: readonly Given[]; show: (given: readonly Given[]) => void }) {
  const { data } = useFleetQuestion("suggestions", null);
  const isBeside = given.length > 0;
  return (
    <Card title={isBeside ? "Or ask" : "Worth asking of this fleet"}>
      <ul className={cn("grid gap-2 px-3.5 py-3", !isBeside && "sm:grid-cols-2 two:grid-cols-3")}>
        {data === undefined
          ? ["one", "two", "three", "four", "five", "six"].map((key) => (
              <li key={key} className="grid h-[50px] content-center gap-2 rounded-control border border-line px-2.5">
                <Skeleton className="w-1/2" />
              </li>
            ))
          : data.map((event) => <Suggestion key={event.words} event={event} given={given} show={show} />)}
      </ul>
    </Card>
  );
}

function Suggestion({ event, given, show }: { event: Event; given: readonly Given[]; show: (given: readonly Given[]) => void }) {
  const isOn = given.some((one) => sameGiven(one, event.given));
  const go = (click: MouseEvent) => {
    if (click.metaKey || click.ctrlKey || click.shiftKey) return;
    click.preventDefault();
    show([event.given]);
  };
  return (
    <li
      className={cn(
        "flex items-stretch rounded-control border",
        isOn ? "border-accent bg-accent-soft text-accent" : "border-line hover:border-line-strong",
      )}
    >
      <a
        href={rehearsalHref([event.given])}
        onClick={go}
        aria-current={isOn ? "true" : undefined}
        className="flex min-w-0 flex-1 gap-2 rounded-control px-2.5 py-1.5"
      >
        <EventIcon what={event.given.what} />
        <EventWords event={event} />
      </a>
      {given.length > 0 && !isOn && (
        <button
          type="button"
          aria-label={`Add: ${event.words}`}
          title="Add to what happens"
          onClick={() => show([...given, event.given])}
          className="grid w-8 flex-none place-items-center rounded-control text-ink-3 hover:bg-sunken hover:text-ink"
        >
          <Plus aria-hidden className="size-3.5" />
        </button>
      )}
    </li>
  );
}

"use client";

import { X } from "lucide-react";
import { Card } from "#components/ui/card.tsx";
import type { Given } from "#lib/graph/given.ts";
import { givenToSearch } from "#lib/graph/given-search.ts";
import { EventBox } from "./event-box.tsx";
import { EventIcon } from "./event-icon.tsx";
import { eventLine } from "./event-words.ts";
import { sameGiven } from "./rehearsal-href.ts";

/** What happens, all of it at once, and the box that adds to it. */
export function GivenCard({ given, show }: { given: readonly { given: Given; words: string }[]; show: (given: readonly Given[]) => void }) {
  const all = given.map((one) => one.given);
  const add = (one: Given) => show([...all.filter((known) => !sameGiven(known, one)), one]);
  return (
    <Card title="If this happens" className="overflow-visible">
      <div className="grid gap-2.5 px-3.5 py-3">
        {given.length > 0 && (
          <ul aria-label="What happens" className="grid gap-2">
            {given.map(({ given: one, words }) => (
              <li
                key={givenToSearch([one])}
                className="flex items-start gap-2 rounded-control border border-accent bg-accent-soft py-1.5 pr-1 pl-2.5 font-[550] text-accent"
              >
                <EventIcon what={one.what} />
                <span className="wrap-anywhere min-w-0 flex-1">{eventLine(words)}</span>
                <button
                  type="button"
                  aria-label={`Take away: ${words}`}
                  onClick={() => show(all.filter((known) => known !== one))}
                  className="-my-0.5 inline-grid size-6 flex-none place-items-center rounded hover:bg-surface"
                >
                  <X aria-hidden className="size-3.5" />
                </button>
              </li>
            ))}
          </ul>
        )}
        {given.length > 0 && <p className="text-ink-3 text-small">and at the same time</p>}
        <EventBox label={given.length === 0 ? "Reboot, lose, restart, apply …" : "Add a second failure"} onPick={add} />
      </div>
    </Card>
  );
}

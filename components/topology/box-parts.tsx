"use client";

import { ChevronDown, ChevronRight, CircleHelp, UserCheck } from "lucide-react";
import { ToneIcon, toneSoft, toneText } from "#components/findings/tone.tsx";
import { cn } from "#components/ui/cn.ts";
import { count } from "#components/ui/format.ts";
import type { Box, GuestCount } from "#lib/graph/topology/picture.ts";
import { plainLine } from "#lib/plain-text.ts";
import { usePictureState } from "./picture-context.ts";
import type { PlayedBox } from "./play.ts";
import { StateWord, stateTones, worstSeverity } from "./words.tsx";

/** "8 guests, 1 off". */
export function guestWords({ total, off }: GuestCount): string {
  return off === 0 ? count(total, "guest") : `${count(total, "guest")}, ${off} off`;
}

/** The name of a box, and over its whole surface the button that opens its panel. */
export function BoxButton({ box, className }: { box: Box; className?: string }) {
  const { selected, onReveal } = usePictureState();
  const name = plainLine(box.name, 80);
  return (
    <>
      <span aria-hidden className={cn("min-w-0 truncate", className)}>
        {name}
      </span>
      <button
        type="button"
        aria-label={name}
        aria-pressed={selected === box.node}
        title={name}
        onFocus={() => onReveal(box.id)}
        className="absolute inset-0 rounded-[inherit] outline-none"
      />
    </>
  );
}

/** What is wrong between the things in a box: a number with the tone of the worst. */
export function FaultCount({ faults, className }: { faults: readonly string[]; className?: string }) {
  const { rules } = usePictureState();
  if (faults.length === 0) return null;
  const severity = worstSeverity(rules, faults);
  const titles = faults.map((rule) => rules[rule]?.title ?? rule).join("\n");
  return (
    <span
      title={titles}
      className={cn("inline-flex flex-none items-center gap-1 rounded px-1 text-tiny tabular-nums", toneSoft[severity], className)}
    >
      <ToneIcon tone={severity} className="size-3" />
      {count(faults.length, "fault")}
    </span>
  );
}

/** What nobody could read of a host. */
export function UnknownCount({ box }: { box: Box }) {
  if (box.unread)
    return (
      <span className="inline-flex flex-none items-center gap-1 text-tiny text-unknown">
        <CircleHelp aria-hidden className="size-3" />
        never read
      </span>
    );
  if (box.unknownFacts === 0) return null;
  return (
    <span className="inline-flex flex-none items-center gap-1 text-tiny text-unknown" title="Facts that the last visit could not read">
      <CircleHelp aria-hidden className="size-3" />
      {box.unknownFacts} not read
    </span>
  );
}

/** That a person said what this is, or that it is a guess. */
export function IdentityMark({ box }: { box: Box }) {
  if (box.declared)
    return (
      <span className="inline-flex flex-none items-center gap-1 text-ink-3 text-tiny">
        <UserCheck aria-hidden className="size-3" />
        declared
      </span>
    );
  return box.identity === null || box.identity === "confirmed" ? null : (
    <span className="flex-none text-ink-3 text-tiny">{box.identity}</span>
  );
}

/** What a rehearsal has made of a thing by now. */
export function PlayedState({ played: { own } }: { played: PlayedBox }) {
  if (own === null) return null;
  return own.isPast ? <span className="whitespace-nowrap text-ink-3 text-tiny">was {own.state}</span> : <StateWord state={own.state} />;
}

/** What a rehearsal has made of what lies in a box and is not drawn. */
export function PlayedInside({ played: { inside, worst } }: { played: PlayedBox }) {
  if (inside === 0) return null;
  return (
    <span className={cn("whitespace-nowrap text-tiny tabular-nums", worst === null ? "text-ink-3" : toneText[stateTones[worst]])}>
      {inside} inside {worst ?? "were hit"}
    </span>
  );
}

/** Opens what lies in a host or a group, or closes it. */
export function OpenButton({ id, isOpen, label, className }: { id: string; isOpen: boolean; label: string; className?: string }) {
  const { onToggle } = usePictureState();
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={(event) => {
        event.stopPropagation();
        onToggle(id);
      }}
      className={cn("nodrag relative z-10 inline-flex items-center gap-1 rounded px-1 text-ink-2 text-tiny hover:bg-sunken", className)}
    >
      <Chevron aria-hidden className="size-3" />
      {label}
    </button>
  );
}

const toneBorder: Readonly<Record<string, string>> = { critical: "border-critical", high: "border-high", medium: "border-medium" };

/** Frame and colours of a box: only what a rehearsal hits has colour. */
export function useBoxLook(box: Box): string {
  const { selected, found, played } = usePictureState();
  const hit = played?.get(box.id);
  const state = hit?.own === null || hit?.own === undefined || hit.own.isPast ? (hit?.worst ?? null) : hit.own.state;
  const tone = state === null ? null : stateTones[state];
  const isFound = found?.has(box.id) === true;
  return cn(
    "relative size-full rounded-card border bg-surface text-left focus-within:outline-2 focus-within:outline-accent",
    tone === null ? "border-line-strong" : cn("border-2", toneBorder[tone]),
    box.unread && "hatched border-dashed",
    !box.running && tone === null && "border-dashed",
    hit?.isNew === true && "ring-4 ring-line-strong",
    selected === box.node && "ring-2 ring-accent",
    isFound && "ring-4 ring-accent",
  );
}

"use client";

import { ArrowDown, ArrowUp, Search, X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { count } from "#components/ui/format.ts";
import type { FoundNode } from "#lib/graph/topology/find-nodes.ts";
import { plainLine } from "#lib/plain-text.ts";
import { kindWord } from "./words.tsx";

interface Props {
  text: string;
  /** What is called so; null where the table shows it. */
  found: { found: readonly FoundNode[]; total: number } | null;
  /** Which of them is in the middle, from 0. */
  at: number;
  onText(text: string): void;
  onAt(at: number): void;
}

/** Looks for a name in the picture: what is called so is marked, and one after the other comes into the middle. */
export function SearchBox({ text, found, at, onText, onAt }: Props) {
  const several = found?.found.length ?? 0;
  const go = (by: number) => several > 0 && onAt((at + by + several) % several);
  return (
    <search className="flex flex-wrap items-center gap-1.5">
      <label className="flex min-h-8 w-56 items-center gap-2 rounded-control border border-line bg-surface px-2.5 text-ink-3 focus-within:border-accent">
        <Search aria-hidden className="size-[15px] flex-none" />
        <span className="sr-only">Find in the topology</span>
        <input
          type="search"
          value={text}
          placeholder="Host, guest, bridge, storage"
          onChange={(event) => onText(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && go(event.shiftKey ? -1 : 1)}
          className="w-full bg-transparent text-ink outline-none placeholder:text-ink-3"
        />
      </label>
      {text !== "" && found !== null && (
        <>
          <Button look="quiet" aria-label="The one before" disabled={several < 2} icon={<ArrowUp aria-hidden />} onClick={() => go(-1)} />
          <Button look="quiet" aria-label="The next one" disabled={several < 2} icon={<ArrowDown aria-hidden />} onClick={() => go(1)} />
        </>
      )}
      {text !== "" && <Button look="quiet" aria-label="Clear the search" icon={<X aria-hidden />} onClick={() => onText("")} />}
      <output className="text-ink-3 text-small">{text === "" || found === null ? "" : foundWords(found, at)}</output>
    </search>
  );
}

function foundWords({ found, total }: { found: readonly FoundNode[]; total: number }, at: number): string {
  const now = found[at]?.node;
  if (now === undefined) return "Nothing in this view is called so.";
  const where = now.host === null || now.kind === "host" ? "" : ` on ${plainLine(now.host, 40)}`;
  const name = `${kindWord(now.kind)} ${plainLine(now.name, 40)}${where}`;
  return total === 1 ? name : `${at + 1} of ${count(total, "match", "matches")}: ${name}`;
}

"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { request, sentenceOf } from "#components/ui/request.ts";
import { plainText } from "#lib/plain-text.ts";
import {
  type FinderEntry,
  FoundFindings,
  FoundHosts,
  FoundIncidents,
  FoundRules,
  findingEntries,
  hostEntries,
  incidentEntries,
  matching,
  pageEntries,
  ruleEntries,
} from "./finder-entries.ts";

async function loadEntries(): Promise<FinderEntry[]> {
  const [hosts, findings, rules, incidents] = await Promise.all([
    request("/api/v1/hosts?limit=1000", FoundHosts),
    request("/api/v1/findings?limit=1000", FoundFindings),
    request("/api/v1/rules", FoundRules),
    request("/api/v1/postmortems", FoundIncidents),
  ]);
  return [...hostEntries(hosts), ...pageEntries, ...findingEntries(findings), ...ruleEntries(rules), ...incidentEntries(incidents)];
}

const staleSeconds = 30;

/** The box and what it finds: arrows choose, Enter goes there. */
export function FinderBox({ onDone }: { onDone: () => void }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const { data, error, isPending } = useQuery({ queryKey: ["finder"], queryFn: loadEntries, staleTime: staleSeconds * 1000 });
  const found = matching(data ?? pageEntries, text);
  const current = Math.min(chosen, found.length - 1);
  const go = (entry: FinderEntry | undefined) => {
    if (entry === undefined) return;
    router.push(entry.href as Route);
    onDone();
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setChosen(Math.max(0, Math.min(found.length - 1, current + step)));
    else if (event.key === "Enter") go(found[current]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        type="text"
        role="combobox"
        aria-label="Host, finding, rule, incident or page"
        aria-expanded="true"
        aria-controls="finder-list"
        aria-activedescendant={found[current] === undefined ? undefined : `finder-${current}`}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKey}
        placeholder="Find a host, finding, rule or incident"
        className="w-full border-line border-b bg-transparent px-3.5 py-3 text-[15px] outline-none placeholder:text-ink-3"
      />
      <div id="finder-list" role="listbox" aria-label="Found" className="max-h-[52vh] overflow-y-auto py-1">
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are taken by the box, which keeps the focus
          <div
            key={entry.key}
            id={`finder-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onClick={() => go(entry)}
            onPointerMove={() => setChosen(index)}
            className={cn("cursor-pointer px-3.5 py-1.5", index === current && "bg-accent-soft")}
          >
            <span className="block break-words font-medium">{plainText(entry.name)}</span>
            <span className="block truncate text-ink-3 text-tiny">{plainText(entry.detail)}</span>
          </div>
        ))}
      </div>
      <p role="status" className="px-3.5 py-2 text-ink-3 text-small empty:hidden">
        {error !== null ? sentenceOf(error) : found.length === 0 ? (isPending ? "Looking …" : "Nothing fits.") : null}
      </p>
    </>
  );
}

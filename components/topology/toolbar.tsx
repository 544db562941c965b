"use client";

import { Table2, Workflow } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { plainLine } from "#lib/plain-text.ts";
import type { TopologyView } from "./topology-view.ts";
import type { ChangeView } from "./use-topology-view.ts";

/** How the view is shown: it stands before the picture, so that nobody has to pass through that. */
export function AsSwitch({ as, change }: { as: "picture" | "table"; change: ChangeView }) {
  const choices = [
    { value: "picture", label: "Picture", icon: <Workflow aria-hidden className="size-3.5" /> },
    { value: "table", label: "Table", icon: <Table2 aria-hidden className="size-3.5" /> },
  ] as const;
  return (
    <fieldset className="inline-flex rounded-control border border-line-strong bg-surface p-0.5">
      <legend className="sr-only">Show as</legend>
      {choices.map(({ value, label, icon }) => (
        <button
          key={value}
          type="button"
          aria-pressed={as === value}
          onClick={() => change({ as: value })}
          className={cn(
            "inline-flex min-h-7 items-center gap-1.5 rounded-[5px] px-2.5 font-medium",
            as === value ? "bg-ink text-bg" : "text-ink-2 hover:bg-sunken",
          )}
        >
          {icon}
          {label}
        </button>
      ))}
    </fieldset>
  );
}

/** What the picture is narrowed to, and the way back. */
export function FocusBar({ view, name, change }: { view: TopologyView; name: string; change: ChangeView }) {
  if (view.focus === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5 text-small">
      <span className="text-ink-2">
        Only around <b>{plainLine(name, 60)}</b>
      </span>
      {([1, 2] as const).map((hops) => (
        <Button key={hops} look={view.hops === hops ? "plain" : "quiet"} aria-pressed={view.hops === hops} onClick={() => change({ hops })}>
          {hops === 1 ? "1 step" : "2 steps"}
        </Button>
      ))}
      <Button look="quiet" onClick={() => change({ focus: null, hops: 1 })}>
        Show all
      </Button>
    </div>
  );
}

/** What lines and frames mean. */
export function Legend() {
  return (
    <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-3 text-tiny">
      <Sample line="border-line-strong border-t-2">needs</Sample>
      <Sample line="border-line-strong border-t-2 border-dashed">inferred or a guess</Sample>
      <Sample line="border-high border-t-2">a fault</Sample>
      <li className="inline-flex items-center gap-1.5">
        <span aria-hidden className="hatched h-3 w-5 rounded-sm border border-line-strong border-dashed" />
        never read: not known
      </li>
    </ul>
  );
}

function Sample({ line, children }: { line: string; children: ReactNode }) {
  return (
    <li className="inline-flex items-center gap-1.5">
      <span aria-hidden className={cn("w-5", line)} />
      {children}
    </li>
  );
}

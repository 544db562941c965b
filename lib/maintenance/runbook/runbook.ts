import { z } from "zod";
import { Cite } from "#lib/facts/cite.ts";
import type { Declarations } from "#lib/facts/declared.ts";
import type { Readings } from "#lib/facts/index.ts";
import type { HostPart } from "#lib/graph/part.ts";
import { clusterSection, pveSection } from "./cluster.ts";
import { fstabSection } from "./fstab.ts";
import { guestsSection } from "./guests.ts";
import { networkSection } from "./network.ts";
import { bootSection, wayInSection } from "./way-in.ts";

/** One thing to do or to know; what is typed stands apart. */
export const RunbookLine = z.object({ words: z.string(), command: z.string().nullable(), evidence: z.array(Cite) });
export type RunbookLine = z.infer<typeof RunbookLine>;

export const RunbookSection = z.object({
  title: z.string(),
  lines: z.array(RunbookLine),
  /** What it would hold and could not be read; null where everything was. */
  missing: z.string().nullable(),
});
export type RunbookSection = z.infer<typeof RunbookSection>;

/** What to have on paper for the night in which a host does not come back: filled from what it last told. */
export const Runbook = z.object({ host: z.string(), seenAt: z.string().nullable(), sections: z.array(RunbookSection) });
export type Runbook = z.infer<typeof Runbook>;

/** A host as a runbook needs it. */
export interface RunbookInput {
  host: string;
  seenAt: Date | null;
  readings: Readings;
  part: HostPart;
  declarations: Declarations;
}

/** Writes a host's runbook. Pure; holds addresses and account names, never a password. */
export function runbookOf(input: RunbookInput): Runbook {
  const sections = [
    wayInSection(input),
    bootSection(input),
    fstabSection(input),
    networkSection(input),
    pveSection(input),
    clusterSection(input),
    guestsSection(input),
  ];
  return { host: input.host, seenAt: input.seenAt?.toISOString() ?? null, sections: sections.flatMap((section) => section ?? []) };
}

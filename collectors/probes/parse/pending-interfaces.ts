import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { NetworkConfig } from "#lib/facts/network-config.ts";
import { fileOrNull } from "./presence.ts";
import { filesRead, linesOf } from "./sections.ts";

/** More lines of a difference say no more. */
const maximumLines = 24;

type PendingEdits = Pick<NetworkConfig, "pending" | "pendingAdded" | "pendingRemoved">;

/** What /etc/network/interfaces.new would change: the first line that differs, and the lines of one file that the other lacks. */
export function pendingEdits(current: readonly Section[], next: readonly Section[]): PendingEdits {
  const file = fileOrNull(next, "interfaces.new");
  const nothing = { pending: null, pendingAdded: [], pendingRemoved: [] };
  if (!file) return nothing;
  const inForce = filesRead(current)[0];
  const lines = linesOf(file.text);
  const known = linesOf(inForce?.text ?? "");
  const changed = lines.findIndex((line, index) => line !== known[index]);
  if (changed < 0 && lines.length === known.length) return nothing;
  return {
    pending: citeLine(file.source, lines, Math.max(changed, 0)),
    pendingAdded: linesWithout(file.source, lines, known),
    pendingRemoved: linesWithout(inForce?.source ?? "/etc/network/interfaces", known, lines),
  };
}

/** Lines that the other file has not, or not so often. */
function linesWithout(source: string, lines: readonly string[], others: readonly string[]): PendingEdits["pendingAdded"] {
  const left = new Map<string, number>();
  for (const other of others) left.set(meaning(other), (left.get(meaning(other)) ?? 0) + 1);
  return lines
    .flatMap((line, index) => {
      const own = meaning(line);
      const count = left.get(own) ?? 0;
      left.set(own, count - 1);
      return own === "" || own.startsWith("#") || count > 0 ? [] : [citeLine(source, lines, index)];
    })
    .slice(0, maximumLines);
}

function meaning(line: string): string {
  return line.trim().replace(/\s+/g, " ");
}

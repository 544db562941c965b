import type { Section } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { TimeSource } from "#lib/facts/time-sync.ts";
import { wordsOf } from "./iproute.ts";
import { linesOf, succeeded } from "./sections.ts";

/** What a daemon says of the clock. */
export interface DaemonWord {
  daemon: "chrony" | "ntp";
  synchronised: boolean | null;
  /** Positive where this clock is ahead. */
  offsetSeconds: number | null;
  sources: TimeSource[] | null;
  at: Cite;
  offsetAt: Cite | null;
}

/** `chronyc tracking`. Throws where it tells no leap status, which every version does. */
export function chronyTracking(section: Section): DaemonWord {
  const lines = linesOf(section.text);
  const indexOf = (label: string) => lines.findIndex((line) => line.startsWith(label));
  const leap = indexOf("Leap status");
  if (leap < 0) throw new Error(`${section.source} tells no leap status`);
  // With `local` chrony takes its own clock for a source when no other is left, and calls that normal.
  const isAlone = /\b7F7F0101\b/.test(lines[indexOf("Reference ID")] ?? "");
  const synchronised = !isAlone && !/not synchronised/i.test(lines[leap] ?? "");
  const offset = indexOf("System time");
  const [, seconds, direction] = /:\s+(\d{1,12}(?:\.\d{1,12})?) seconds (fast|slow)/.exec(lines[offset] ?? "") ?? [];
  return {
    daemon: "chrony",
    synchronised,
    // Without a source chrony prints zero, which is no measurement.
    offsetSeconds: seconds === undefined || !synchronised ? null : Number(seconds) * (direction === "slow" ? -1 : 1),
    sources: null,
    at: citeLine(section.source, lines, isAlone ? indexOf("Reference ID") : leap),
    offsetAt: offset < 0 ? null : citeLine(section.source, lines, offset),
  };
}

/** `chronyc sources`: mode (^ server, = peer, # reference clock) and state, name, stratum, poll, reach in octal. Null where it did not answer. */
export function chronySources(section: Section): TimeSource[] | null {
  if (!succeeded(section)) return null;
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const [, mode, address = "", reach = ""] = /^([\^=#])[*+\-?x~]\s*(\S+)\s+\d+\s+-?\d+\s+([0-7]+)\s/.exec(line) ?? [];
    if (mode === undefined) return [];
    const kind = mode === "#" ? "refclock" : mode === "=" ? "peer" : "server";
    return [{ address, kind, reachable: Number.parseInt(reach, 8) !== 0, at: citeLine(section.source, lines, index) } as const];
  });
}

/** `ntpq -pn`: a line a peer, `*` before the one that is followed, `o` where it pulses; offsets in milliseconds. */
export function ntpPeers(section: Section): DaemonWord {
  const lines = linesOf(section.text);
  const rows = lines.flatMap((line, index) => {
    const words = wordsOf(line.slice(1));
    const [address, , stratum, type, , , reach = "", , offset] = words;
    if (words.length < 10 || !address || !/^\d{1,2}$/.test(stratum ?? "") || !/^[0-7]+$/.test(reach)) return [];
    const at = citeLine(section.source, lines, index);
    // `p` is the line of a pool, not of a server.
    if (type === "p") return [];
    const kind = /^127\.127\./.test(address) || type === "l" ? ("refclock" as const) : ("server" as const);
    const source: TimeSource = { address, kind, reachable: Number.parseInt(reach, 8) !== 0, at };
    return [{ source, isFollowed: /^[*o]/.test(line), offsetSeconds: Number(offset) / 1000 }];
  });
  const followed = rows.find((row) => row.isFollowed);
  const header = Math.max(
    lines.findIndex((line) => /\brefid\b/.test(line)),
    0,
  );
  if (rows.length === 0 && !/\brefid\b/.test(section.text) && !/no association/i.test(section.text + section.errorText)) {
    throw new Error(`${section.source} shows no peers`);
  }
  return {
    daemon: "ntp",
    synchronised: followed !== undefined,
    // ntpq tells how far the peer is ahead of this clock.
    offsetSeconds: followed && Number.isFinite(followed.offsetSeconds) ? 0 - followed.offsetSeconds : null,
    sources: rows.map((row) => row.source),
    at: followed?.source.at ?? rows[0]?.source.at ?? citeLine(section.source, lines, header),
    offsetAt: followed?.source.at ?? null,
  };
}

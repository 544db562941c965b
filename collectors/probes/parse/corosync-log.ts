import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { CorosyncEvents } from "#lib/facts/corosync-links.ts";
import { linesOf } from "./sections.ts";

type Event = CorosyncEvents["events"][number];
interface Sighting {
  kind: Event["kind"];
  subject: string | null;
  seconds: number | null;
  index: number;
}

const tenMinutesSeconds = 600;
/**
 * A node that is shut down says so (corosync 3.1) or leaves the membership before its links go down; one that crashes or is cut off is
 * missed first: the token is lost, and it leaves after that.
 */
const saysGoodbye = /\[CFG *\] Node (\d+) was shut down/;
const leaves = /\[TOTEM *\] A new membership .* Members left: ([\d ]+)/;
const leavingSeconds = 300;
const failureSeconds = 60;
const patterns: readonly (readonly [Event["kind"], RegExp])[] = [
  ["token-lost", /\[TOTEM *\] Token has not been received in/],
  ["processor-failed", /\[TOTEM *\] A processor failed, forming new configuration/],
  ["link-down", /\[KNET *\] link: host: (\d+) link: (\d+) is down/],
  ["retransmit", /\[TOTEM *\] Retransmit List:/],
];

/** Lines of `journalctl -o short-iso` about token and links, those of one kind and peer counted together. */
export function corosyncEventsOf(section: Section): CorosyncEvents {
  const lines = linesOf(section.text);
  const groups = new Map<string, Sighting[]>();
  const left = new Map<string, number>();
  let failedAt = Number.NEGATIVE_INFINITY;
  for (const [index, line] of lines.entries()) {
    const sighting = sightingOf(line, index);
    const seconds = secondsOf(line) ?? 0;
    const missed = seconds - failedAt <= failureSeconds;
    for (const node of nodesLeaving(line, missed)) left.set(node, seconds);
    if (sighting === null || isExpected(sighting, left)) continue;
    if (sighting.kind !== "retransmit") failedAt = seconds;
    const key = `${sighting.kind} ${sighting.subject}`;
    groups.set(key, [...(groups.get(key) ?? []), sighting]);
  }
  const first = lines.map(secondsOf).find((seconds) => seconds !== null);
  return {
    events: [...groups.values()].flatMap((group) => eventOf(group, section.source, lines)),
    since: first === undefined ? null : isoOf(first),
  };
}

function sightingOf(line: string, index: number): Sighting | null {
  for (const [kind, pattern] of patterns) {
    const match = pattern.exec(line);
    if (match)
      return { kind, subject: match[1] === undefined ? null : `node ${match[1]} link ${match[2]}`, seconds: secondsOf(line), index };
  }
  return null;
}

function nodesLeaving(line: string, missed: boolean): string[] {
  const goodbye = saysGoodbye.exec(line)?.[1];
  if (goodbye !== undefined) return [goodbye];
  return missed ? [] : (leaves.exec(line)?.[1]?.trim().split(/\s+/) ?? []);
}

function isExpected({ kind, subject, seconds }: Sighting, left: ReadonlyMap<string, number>): boolean {
  const since = kind === "link-down" ? left.get(subject?.split(" ")[1] ?? "") : undefined;
  return since !== undefined && (seconds ?? since) - since <= leavingSeconds;
}

function eventOf(group: readonly Sighting[], source: string, lines: readonly string[]): Event[] {
  const last = group.at(-1);
  if (last === undefined) return [];
  const seconds = group.flatMap((one) => one.seconds ?? []);
  return [
    {
      kind: last.kind,
      subject: last.subject,
      count: group.length,
      firstAt: isoOf(seconds[0] ?? null),
      lastAt: isoOf(seconds.at(-1) ?? null),
      mostInTenMinutes: mostWithin(seconds, tenMinutesSeconds),
      at: citeLine(source, lines, last.index),
    },
  ];
}

/** The largest number of the sorted times that lie within a window. */
function mostWithin(seconds: readonly number[], window: number): number {
  let most = 0;
  let start = 0;
  for (const [index, second] of seconds.entries()) {
    while (start < index && second - (seconds[start] ?? second) > window) start++;
    most = Math.max(most, index - start + 1);
  }
  return most;
}

/** "2026-11-20T10:01:34+0000", also with a colon in the zone. */
function secondsOf(line: string): number | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)([+-]\d\d):?(\d\d)/.exec(line);
  const milliseconds = match ? Date.parse(`${match[1]}${match[2]}:${match[3]}`) : Number.NaN;
  return Number.isNaN(milliseconds) ? null : milliseconds / 1000;
}

function isoOf(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString();
}

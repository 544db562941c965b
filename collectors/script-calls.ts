import { type Lane, lanes } from "#lib/lanes.ts";
import type { AnyProbe, Source, SystemKind } from "./probe.ts";

/** How a call is answered: one section (`exec`, `read`), or one for each file (`glob`) or line (`each`). */
export type CallKind = "exec" | "read" | "glob" | "each";

/** One thing that the script does on a host: identical sources of several probes are one call. */
export interface Call {
  /** Follows from what is run or read, so that it means the same in an older copy of the script. */
  id: string;
  kind: CallKind;
  /** As a person would name it: the path or pattern, or the command line ("{}" stands for the item). */
  name: string;
  /** The command of `exec` and `each`; empty for files. */
  argv: readonly string[];
  /** The path of `read`, the pattern of `glob`; empty for commands. */
  path: string;
  /** The command whose lines are the items of `each`; empty for the others. */
  list: readonly string[];
  root: boolean;
  lane: Lane;
  timeoutSeconds: number;
  maximumBytes: number;
  maximumItems: number;
  /** Ids of calls: this one is made only if one of them did not succeed. Empty: always. */
  unless: readonly string[];
  /** Made only on a system of one of these kinds. */
  systems: readonly SystemKind[];
}

export const defaultTimeoutSeconds = 10;
export const defaultMaximumBytes = 512 * 1024;
const defaultMaximumItems = { exec: 1, read: 1, glob: 1024, each: 256 } as const;
const prefixes = { exec: "x", read: "r", glob: "g", each: "e" } as const;

/** Which kind of call a source is. */
export function kindOf(source: Source): CallKind {
  if ("list" in source) return "each";
  if ("exec" in source) return "exec";
  return source.read.includes("*") ? "glob" : "read";
}

/** The id of the call that a source becomes: its kind and a hash of what is run or read, and whether as root. */
export function callId(source: Source): string {
  const what = JSON.stringify(["list" in source ? source.list : [], "read" in source ? source.read : source.exec, source.root ?? false]);
  return `${prefixes[kindOf(source)]}${hash(what)}`;
}

/** Whether a call's answer is a list of items: told by its id, which is all that a frame carries. */
export function isListId(id: string): boolean {
  return id.startsWith(prefixes.glob) || id.startsWith(prefixes.each);
}

/**
 * Every distinct call of the probes, in their order. Where several ask for the same, the widest wish holds: the longest limits, the first
 * of the lanes, always if one of them asks without a condition. Throws if `unless` names no source that comes before.
 */
export function planCalls(probes: readonly AnyProbe[]): Call[] {
  const calls = new Map<string, Call>();
  for (const probe of probes) {
    for (const [name, source] of Object.entries(probe.sources)) {
      const call = callOf(probe, name, source);
      const same = calls.get(call.id);
      calls.set(call.id, same ? merge(same, call) : call);
    }
  }
  return orderByCondition([...calls.values()]);
}

function callOf(probe: AnyProbe, name: string, source: Source): Call {
  const kind = kindOf(source);
  const argv = "read" in source ? [] : source.exec;
  return {
    id: callId(source),
    kind,
    name: "read" in source ? source.read : source.exec.join(" "),
    argv,
    path: "read" in source ? source.read : "",
    list: "list" in source ? source.list : [],
    root: source.root ?? false,
    lane: source.lane ?? "fast",
    timeoutSeconds: source.timeoutSeconds ?? defaultTimeoutSeconds,
    maximumBytes: source.maximumBytes ?? defaultMaximumBytes,
    maximumItems: ("list" in source ? source.maximumItems : undefined) ?? defaultMaximumItems[kind],
    unless: "unless" in source && source.unless !== undefined ? [conditionOf(probe, name, source.unless)] : [],
    systems: probe.systems,
  };
}

function conditionOf(probe: AnyProbe, name: string, unless: string): string {
  const other = Object.hasOwn(probe.sources, unless) ? probe.sources[unless] : undefined;
  const kind = other ? kindOf(other) : "each";
  if (!other || kind === "each" || kind === "glob")
    throw new Error(`${probe.id}.${name}: "unless" needs a command or a single file, not "${unless}"`);
  return callId(other);
}

function merge(one: Call, two: Call): Call {
  return {
    ...one,
    lane: laneFor(one.lane, two.lane),
    timeoutSeconds: Math.max(one.timeoutSeconds, two.timeoutSeconds),
    maximumBytes: Math.max(one.maximumBytes, two.maximumBytes),
    maximumItems: Math.max(one.maximumItems, two.maximumItems),
    unless: one.unless.length === 0 || two.unless.length === 0 ? [] : [...new Set([...one.unless, ...two.unless])],
    systems: [...new Set([...one.systems, ...two.systems])],
  };
}

/** The more frequent of two lanes; what one calls slow stays so. */
function laneFor(one: Lane, two: Lane): Lane {
  const [first, second] = [one, two].sort((left, right) => lanes.indexOf(left) - lanes.indexOf(right));
  return first === "fast" && second === "slow" ? "slow" : (first ?? one);
}

/** A call comes after those it depends on, and in the lane of them: lanes know nothing of each other. */
function orderByCondition(calls: readonly Call[]): Call[] {
  const byId = new Map(calls.map((call) => [call.id, call]));
  const ordered = new Map<string, Call>();
  const place = (call: Call, path: readonly string[]): Lane => {
    const placed = ordered.get(call.id);
    if (placed) return placed.lane;
    if (path.includes(call.id)) throw new Error(`"unless" goes round in a circle at: ${call.name}`);
    const lanes = call.unless.map((id) => {
      const other = byId.get(id);
      return other ? place(other, [...path, call.id]) : call.lane;
    });
    const lane = lanes[0] ?? call.lane;
    if (lanes.some((other) => other !== lane)) throw new Error(`the conditions of "${call.name}" lie in different lanes`);
    ordered.set(call.id, { ...call, lane });
    return lane;
  };
  for (const call of calls) place(call, []);
  return [...ordered.values()];
}

/** FNV-1a over UTF-16 code units, twice with different seeds: 16 hexadecimal digits. */
export function hash(text: string): string {
  const half = (seed: number) => {
    let value = seed;
    for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
    return (value >>> 0).toString(16).padStart(8, "0");
  };
  return half(0x811c9dc5) + half(0x9dc5811c);
}

/** The parts of a pattern with one star, in its last component: what a call as root can serve. Throws on any other. */
export function globParts(path: string): { folder: string; prefix: string; suffix: string } {
  const match = /^((?:\/[^/*]+)+)\/([^/*]*)\*([^/*]+)$/.exec(path);
  if (!match) throw new Error(`as root only FOLDER/PREFIX*SUFFIX can be read, not ${path}`);
  const [, folder = "", prefix = "", suffix = ""] = match;
  return { folder, prefix, suffix };
}

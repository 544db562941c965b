import { isListId } from "./script-calls.ts";

/** What every frame begins with, at the start of a line; the script puts a blank before such a line of a host. */
export const frameMark = "@@bulkhead";
export const protocolVersion = 1;

/** What the script says of itself and the host before anything else. */
export interface Hello {
  protocol: number;
  /** Hash of the script's calls: differs where a host has an older copy installed. */
  script: string;
  lane: string;
  uid: number;
  /** `root`: not needed; `yes`: sudo -n lets this user run something; `no`: it does not; `missing`: no sudo. */
  sudo: "root" | "yes" | "no" | "missing";
  /** The host's clock, seconds since 1970. */
  epochSeconds: number;
  systems: readonly string[];
}

/** How the script saw a call end. `ran`: with an exit status, whatever it was. */
export type FrameState = "ran" | "missing" | "denied" | "timeout" | "oversized" | "skipped";
export interface FrameEnd {
  state: FrameState;
  exitStatus: number | null;
  durationMs: number;
  errorText: string;
}

/** One section as it travelled. `item` is the file or line of a list, empty otherwise. */
export interface RawSection extends FrameEnd {
  id: string;
  item: string;
  text: string;
}

/** What the output of one run of the script says. */
export interface SplitOutput {
  hello: Hello | null;
  sections: RawSection[];
  /** How each list ended, by call id: without an entry the list is not complete. */
  lists: Map<string, FrameEnd>;
  /** The script came to its end. */
  complete: boolean;
  /** What was not as the script writes it, for a person. */
  problems: string[];
}

/** The frame that opens an output. */
export function frameHello(nonce: string, hello: Hello): string {
  const { protocol, script, lane, uid, sudo, epochSeconds, systems } = hello;
  const fields = `protocol=${protocol} script=${script} lane=${lane} uid=${uid} sudo=${sudo} epoch=${epochSeconds}`;
  return frame(nonce, `hello ${fields} systems=${systems.join(",")}`);
}

/** One section with its text, as the script writes it: the very bytes, so that a simulated host answers like a real one. */
export function frameSection(nonce: string, section: RawSection): string {
  if (section.state === "skipped" && section.item === "") return frame(nonce, `skip ${section.id}`);
  const text = section.text.replace(/^@@bulkhead/gm, ` ${frameMark}`);
  return `${frame(nonce, `begin ${section.id} ${oneLine(section.item)}`.trimEnd())}${text}\n${frame(nonce, `end ${endFields(section)}`)}`;
}

/** The frame that ends a list, after the sections of its items. */
export function frameList(nonce: string, id: string, end: FrameEnd): string {
  return frame(nonce, `list ${id} ${endFields(end)}`);
}

/** The last frame of an output. */
export function frameBye(nonce: string): string {
  return frame(nonce, "bye");
}

function frame(nonce: string, text: string): string {
  return `${frameMark} ${nonce} ${text}\n`;
}

function endFields({ state, exitStatus, durationMs, errorText }: FrameEnd): string {
  return `${state} ${exitStatus ?? "-"} ${Math.round(durationMs)} ${oneLine(errorText)}`.trimEnd();
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  return text.replace(/[\u0000-\u001f\u007f]/g, "?").slice(0, 300);
}

const helloPattern = /^@@bulkhead ([0-9a-f]{32}) hello /m;

/** The nonce of an output whose reader does not know it: that of its first hello. Null where there is none. */
export function nonceOf(text: string): string | null {
  return helloPattern.exec(text)?.[1] ?? null;
}

interface Open {
  id: string;
  item: string;
  from: number;
}

/**
 * Splits the output of one run. Total: any input ends in sections and problems, in time linear to its length. Only lines that begin
 * with the mark and this nonce are frames; what stands before the hello is noise of a login and is left out.
 */
export function splitOutput(output: string | Uint8Array, nonce: string): SplitOutput {
  const text = typeof output === "string" ? output : new TextDecoder().decode(output);
  const split: SplitOutput = { hello: null, sections: [], lists: new Map(), complete: false, problems: [] };
  const needle = `${frameMark} ${nonce} `;
  let open: Open | null = null;
  for (let at = text.indexOf(needle); at !== -1 && !split.complete; at = text.indexOf(needle, at + 1)) {
    if (at > 0 && text[at - 1] !== "\n") continue;
    const lineEnd = text.indexOf("\n", at);
    if (lineEnd === -1) break;
    const words = text.slice(at + needle.length, lineEnd).replace(/\r$/, "");
    open = take(split, words, text, { at, next: lineEnd + 1 }, open);
  }
  if (open)
    close(split, open, text.slice(open.from), { state: "timeout", exitStatus: null, durationMs: 0, errorText: "the output ends here" });
  if (!split.hello) split.problems.push("the output has no header of the script");
  if (!split.complete) split.problems.push("the output ends before the script did");
  return split;
}

interface Place {
  at: number;
  next: number;
}

/** Applies one frame; returns the section that is open after it. */
function take(split: SplitOutput, words: string, text: string, place: Place, open: Open | null): Open | null {
  const [verb = "", id = ""] = words.split(" ", 2);
  const rest = words.slice(verb.length + 1);
  if (open) {
    if (verb !== "end") split.problems.push(`a section (${open.id}) has no end`);
    const end = verb === "end" ? parseEnd(rest) : null;
    close(split, open, text.slice(open.from, Math.max(open.from, place.at - 1)), end ?? brokenEnd);
    if (verb === "end") return null;
  }
  if (verb === "hello") split.hello ??= parseHello(rest);
  else if (verb === "bye") split.complete = true;
  else if (verb === "skip") split.sections.push({ id, item: "", text: "", ...skippedEnd });
  else if (verb === "list") split.lists.set(id, parseEnd(rest.slice(id.length + 1)) ?? brokenEnd);
  else if (verb === "begin") return { id, item: rest.slice(id.length + 1), from: place.next };
  else split.problems.push(`a frame says "${words.slice(0, 80)}", which means nothing here`);
  return null;
}

const brokenEnd: FrameEnd = { state: "timeout", exitStatus: null, durationMs: 0, errorText: "the section was cut off" };
const skippedEnd: FrameEnd = { state: "skipped", exitStatus: null, durationMs: 0, errorText: "" };

function close(split: SplitOutput, open: Open, text: string, end: FrameEnd): void {
  split.sections.push({ id: open.id, item: open.item, text, ...end });
}

function parseEnd(rest: string): FrameEnd | null {
  const match = /^(ran|missing|denied|timeout|oversized|skipped) (-|\d{1,3}) (\d{1,9})(?: (.*))?$/.exec(rest);
  if (!match) return null;
  const [, state, exit, ms, errorText = ""] = match;
  return { state: state as FrameState, exitStatus: exit === "-" ? null : Number(exit), durationMs: Number(ms), errorText };
}

function parseHello(rest: string): Hello | null {
  // As many digits as a date before the year 5000 has: a clock that says more is none.
  const pattern =
    /^protocol=(\d{1,4}) script=(\w+) lane=(\w+) uid=(\d{1,10}) sudo=(root|yes|no|missing) epoch=(\d{1,11}) systems=([\w,]*)$/;
  const match = pattern.exec(rest);
  if (!match) return null;
  const [, protocol, script = "", lane = "", uid, sudo, epoch, systems = ""] = match;
  return {
    protocol: Number(protocol),
    script,
    lane,
    uid: Number(uid),
    sudo: sudo as Hello["sudo"],
    epochSeconds: Number(epoch),
    systems: systems.split(",").filter((system) => system !== ""),
  };
}

/** Whether a call that is a list was told to its end. */
export function listEnd(split: SplitOutput, id: string): FrameEnd | null {
  return isListId(id) ? (split.lists.get(id) ?? null) : null;
}

import type { AnyProbe, Section, Source } from "./probe.ts";
import type { Call, FrameEnd, RawSection, SplitOutput } from "./script.ts";
import { callId, maskSecrets, planCalls } from "./script.ts";

/** What travelled, by call, ready to be handed to probes. */
export interface Answers {
  /** The sections of a call: one for a command or a file, one for each item of a list. */
  of(id: string): readonly Section[];
}

const deniedWords =
  /permission denied|operation not permitted|password is required|is not allowed to (execute|run)|may not run sudo|is not in the sudoers|access denied|authentication (is )?(required|unavailable|failed)|must be (run as )?root|need(s)? to be root|only root|requires root|superuser/i;
const missingFileWords = /no such file or directory/i;
const missingToolWords = /command not found|failed to run command .*no such file/i;
const exitNotFound = 127;
const exitNotExecutable = 126;

/** Answers to the calls of these probes, from the outputs of all lanes; secrets are masked once more. */
export function answersOf(probes: readonly AnyProbe[], outputs: readonly SplitOutput[]): Answers {
  const isWhole = outputs.length > 0 && outputs.every((output) => output.complete);
  const raw = new Map<string, RawSection[]>();
  for (const section of outputs.flatMap((output) => output.sections)) {
    const same = raw.get(section.id);
    if (same) same.push(section);
    else raw.set(section.id, [section]);
  }
  const lists = new Map(outputs.flatMap((output) => [...output.lists]));
  const sections = new Map<string, readonly Section[]>();
  for (const call of planCalls(probes)) {
    const found = (raw.get(call.id) ?? []).map((section) => limited(call, section));
    const isList = call.kind === "glob" || call.kind === "each";
    sections.set(call.id, isList ? limitedList(call, found, lists.get(call.id) ?? notTold(isWhole)) : [singleOf(call, found, isWhole)]);
  }
  return { of: (id) => sections.get(id) ?? [] };
}

/** The sections of one source of a probe, by the shape that its parse expects. */
export function sectionsOf(probe: AnyProbe, source: Source, answers: Answers): Section | Section[] {
  const own = [...answers.of(callId(source))];
  if (!("exec" in source) || "list" in source) return own;
  const [section = nothing(source.exec.join(" "))] = own;
  const condition = source.unless === undefined ? undefined : probe.sources[source.unless];
  // Another probe may have asked for the same command without a condition: to this one it is as if it had not run.
  return condition && answers.of(callId(condition)).some(isSuccess) ? { ...nothing(section.source), status: "skipped" } : section;
}

/** Whether the command ran, or the file was read, without complaint. */
export function isSuccess(section: Section): boolean {
  return section.status === "ok" && section.exitStatus === 0;
}

function singleOf(call: Call, found: readonly RawSection[], isWhole: boolean): Section {
  const [raw] = found;
  return raw ? sectionOf(call.name, call.kind === "read", raw) : sectionOf(call.name, false, { ...notTold(isWhole), text: "" });
}

/** The host cuts at the same limits; one that lies gets no further. What it cut may have grown a little where it masked secrets. */
function limited(call: Call, section: RawSection): RawSection {
  if (section.text.length <= 2 * call.maximumBytes) return section;
  return { ...section, text: section.text.slice(0, call.maximumBytes), state: "oversized" };
}

function limitedList(call: Call, found: readonly RawSection[], end: FrameEnd): Section[] {
  if (found.length <= call.maximumItems) return listOf(call, found, end);
  const tooMany: FrameEnd = { ...end, state: "oversized", errorText: "more items than the limit" };
  return listOf(call, found.slice(0, call.maximumItems), tooMany);
}

function listOf(call: Call, found: readonly RawSection[], end: FrameEnd): Section[] {
  const sections = found.map((raw) => sectionOf(itemName(call, raw.item), call.kind === "glob", raw));
  if (call.kind === "glob") sections.sort((one, two) => (one.source < two.source ? -1 : 1));
  const whole = sectionOf(call.kind === "glob" ? call.name : call.list.join(" "), call.kind === "glob", { ...end, text: "" });
  const isEnd = call.kind === "glob" ? isGlobEnd(whole) : isSuccess(whole);
  return isEnd ? sections : [...sections, whole];
}

/** A folder that is not there, and grep's exit status 1, prove that nothing matches. */
function isGlobEnd(whole: Section): boolean {
  return whole.status === "missing" || (whole.status === "ok" && (whole.exitStatus ?? 0) <= 1);
}

function itemName(call: Call, item: string): string {
  return call.kind === "glob" ? item : call.argv.map((word) => word.replaceAll("{}", () => item)).join(" ");
}

/** Without a word about a call: the output was cut off, or a copy of the script that is installed on the host does not know it. */
function notTold(isWhole: boolean): FrameEnd {
  return isWhole
    ? {
        state: "denied",
        exitStatus: null,
        durationMs: 0,
        errorText: "the script installed on this host does not read this: install the current one",
      }
    : { state: "timeout", exitStatus: null, durationMs: 0, errorText: "the visit ended before this was read" };
}

function sectionOf(source: string, isFile: boolean, raw: FrameEnd & { text: string }): Section {
  const { exitStatus, durationMs } = raw;
  return {
    source,
    status: statusOf(isFile, raw),
    exitStatus,
    durationMs,
    text: maskSecrets(raw.text),
    errorText: maskSecrets(raw.errorText),
  };
}

function statusOf(isFile: boolean, { state, exitStatus, errorText }: FrameEnd): Section["status"] {
  if (state !== "ran") return state;
  if (exitStatus === 0) return "ok";
  if (exitStatus === exitNotFound || missingToolWords.test(errorText)) return "missing";
  if (exitStatus === exitNotExecutable || deniedWords.test(errorText)) return "denied";
  return isFile && missingFileWords.test(errorText) ? "missing" : "ok";
}

function nothing(source: string): Section {
  return { source, status: "missing", exitStatus: null, text: "", errorText: "", durationMs: 0 };
}

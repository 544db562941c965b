import type { Call, FrameEnd, RawSection } from "#collectors/script.ts";
import { frameList, frameSection, maskSecrets } from "#collectors/script.ts";
import type { CommandAnswer } from "./answer.ts";
import { failed, printed } from "./answer.ts";
import { readFiles } from "./files.ts";
import type { Recording } from "./recording.ts";
import { hasTool } from "./recording.ts";
import { runCommand } from "./replay.ts";

/** One run of the script on a recorded host. */
export interface Run {
  recording: Recording;
  /** 32 hexadecimal digits: what the frames of this run carry. */
  nonce: string;
  /** Ids of the calls that succeeded so far: what `unless` asks for. */
  succeeded: Set<string>;
}

/**
 * The frames that one call of the script yields on the recorded host; its success is noted in the run, for the calls that depend on it.
 * Limits hold as they do on a host: a text that is too long is cut and says so, a list that is too long ends early.
 */
export function answerCall(run: Run, call: Call, durationMs = 0): string {
  const isList = call.kind === "glob" || call.kind === "each";
  if (!isMade(run, call)) {
    const skipped = ended("skipped", null, 0);
    return isList ? frameList(run.nonce, call.id, skipped) : section(run, call, skipped);
  }
  switch (call.kind) {
    case "exec":
      return ofCommand(run, call, runCommand(run.recording, call.argv), durationMs);
    case "read":
      return isReadByCommand(call) ? ofCommand(run, call, cat(run.recording, call.path), durationMs) : file(run, call, durationMs);
    case "glob":
      return glob(run, call, durationMs);
    case "each":
      return each(run, call, durationMs);
  }
}

/** The conditions of the script: a system of the right kind, and one of the calls before it that did not succeed. */
export function isMade({ recording, succeeded }: Run, { systems, unless }: Call): boolean {
  if (unless.length > 0 && unless.every((id) => succeeded.has(id))) return false;
  return systems.some((system) => systemsOf(recording).includes(system));
}

/** What kind of host it is, as the script tells it: by the tools that are there. */
export function systemsOf(recording: Recording): string[] {
  const found = [["proxmox", hasTool(recording, "pveversion")] as const, ["libvirt", hasTool(recording, "virsh")] as const];
  return ["linux", ...found.flatMap(([system, isThere]) => (isThere ? [system] : []))];
}

/** A path that only root may read, or on the cluster file system, goes through cat(1), so that it can be given up on. */
function isReadByCommand({ root, path }: Call): boolean {
  return root || path.startsWith("/etc/pve/");
}

function cat(recording: Recording, path: string): CommandAnswer {
  const [found] = readFiles(recording, path);
  return found ? printed(found.text) : failed(1, `cat: ${path}: No such file or directory`);
}

function file(run: Run, call: Call, durationMs: number): string {
  const [found] = readFiles(run.recording, call.path);
  if (!found) return section(run, call, ended("missing", null, durationMs, "no such file"));
  return section(run, call, ended("ran", 0, durationMs), found.text);
}

/** Files as root are read by one `grep -r` over their folder, which fails where nothing is there. */
function glob(run: Run, call: Call, durationMs: number): string {
  const found = readFiles(run.recording, call.path);
  const folder = call.path.slice(0, call.path.lastIndexOf("/"));
  const isThere = found.length > 0 || (folder.startsWith("/etc/pve/") && hasTool(run.recording, "pveversion"));
  const sections = found.map(({ path, text }) => section(run, call, ended("ran", 0, 0), text, path));
  if (!call.root || found.length > 0) return list(run, call, sections, ended("ran", 0, durationMs));
  const message = isThere ? "" : `grep: ${folder}: No such file or directory`;
  return list(run, call, sections, ended("ran", isThere ? 1 : 2, durationMs, message));
}

function each(run: Run, call: Call, durationMs: number): string {
  const listing = runCommand(run.recording, call.list);
  const items = listing.stdout.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("-"));
  const sections = items.map((item) => {
    const argv = call.argv.map((argument) => argument.replaceAll("{}", () => item));
    return ofCommand(run, call, runCommand(run.recording, argv), durationMs / items.length, item);
  });
  return list(run, call, sections, endOf(listing, durationMs));
}

function ofCommand(run: Run, call: Call, answer: CommandAnswer, durationMs: number, item = ""): string {
  return section(run, call, endOf(answer, durationMs), answer.stdout, item);
}

function section(run: Run, call: Call, end: FrameEnd, text = "", item = ""): string {
  if (end.state === "ran" && end.exitStatus === 0) run.succeeded.add(call.id);
  return frameSection(run.nonce, bounded({ id: call.id, item, text: maskSecrets(text), ...end }, call.maximumBytes));
}

function list(run: Run, call: Call, sections: readonly string[], end: FrameEnd): string {
  const isTooLong = sections.length > call.maximumItems;
  const last = isTooLong ? ended("oversized", null, end.durationMs, "more items than the limit") : end;
  return sections.slice(0, call.maximumItems).join("") + frameList(run.nonce, call.id, last);
}

function bounded(section: RawSection, maximumBytes: number): RawSection {
  const bytes = Buffer.from(section.text);
  if (bytes.length <= maximumBytes) return section;
  return { ...section, text: bytes.subarray(0, maximumBytes).toString("utf8"), state: "oversized" };
}

function endOf({ exitStatus, stderr }: CommandAnswer, durationMs: number): FrameEnd {
  return ended("ran", exitStatus, durationMs, stderr.split("\n")[0]);
}

function ended(state: FrameEnd["state"], exitStatus: number | null, durationMs: number, errorText = ""): FrameEnd {
  return { state, exitStatus, durationMs, errorText };
}

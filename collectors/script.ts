import type { AnyProbe, SystemKind } from "./probe.ts";
import { awkMask, awkProgram } from "./script-awk.ts";
import type { Call, Lane } from "./script-calls.ts";
import { globParts, hash, planCalls } from "./script-calls.ts";
import { protocolVersion } from "./script-frames.ts";
import { shellFunctions } from "./script-shell.ts";
import { quote, quoteAll } from "./transport/quote.ts";

export { probes as everyProbe } from "./probes/index.ts";
export { authorizedKeyLine, sudoersFile } from "./script-access.ts";
export type { Call, CallKind, Lane } from "./script-calls.ts";
export { callId, planCalls } from "./script-calls.ts";
export type { FrameEnd, FrameState, Hello, RawSection, SplitOutput } from "./script-frames.ts";
export { frameBye, frameHello, frameList, frameMark, frameSection, nonceOf, protocolVersion, splitOutput } from "./script-frames.ts";
export { maskSecrets } from "./script-mask.ts";

export const lanes = ["fast", "slow"] as const satisfies readonly Lane[];
/** What the script does when asked: the calls of one lane, all of them, or only its header. */
export type RunLane = Lane | "all" | "hello";

export interface ScriptOptions {
  /** Where the host's tools are looked for. */
  path?: string;
  /** After this no further call begins on the host. */
  visitSeconds?: number;
}

const defaultPath = "/usr/sbin:/usr/bin:/sbin:/bin";
const defaultVisitSeconds = 85;

/** The version of a set of calls: what a hello carries, and a collector compares. */
export function scriptVersion(probes: readonly AnyProbe[]): string {
  return hash(
    planCalls(probes)
      .map((call) => JSON.stringify(call))
      .join("\n"),
  );
}

/** The words that run the script for one lane: read from stdin, or where a forced command holds it, taken from what was asked for. */
export function runCommand(nonce: string, lane: RunLane): string {
  return `sh -s -- ${nonce} ${lane}`;
}

/**
 * One POSIX shell script that makes every call of the probes, each framed. Static for given probes: nonce and lane are its arguments
 * (`runCommand`), or the words of $SSH_ORIGINAL_COMMAND under a forced command. Run by hand it takes a nonce of its own and all lanes.
 */
export function composeScript(
  probes: readonly AnyProbe[],
  { path = defaultPath, visitSeconds = defaultVisitSeconds }: ScriptOptions = {},
): string {
  const calls = planCalls(probes);
  const version = hash(calls.map((call) => JSON.stringify(call)).join("\n"));
  return [
    heading,
    shellFunctions.trim(),
    ...lanes.map((lane) => laneFunction(lane, calls)),
    `filter() { awk '${(awkMask + awkProgram).trim()}'; }`,
    mainFunction(path, version, visitSeconds),
    'main "$@"',
    "",
  ].join("\n\n");
}

/** The calls of a script's text, in order; nothing where it is not such a script. */
export function readCalls(script: string): Call[] {
  return [...script.matchAll(/^ *# call (\{.*\})$/gm)].map((match) => JSON.parse(match[1] ?? "") as Call);
}

const heading = `#!/bin/sh
# Bulkhead: reads what this host says of itself. Read-only: it writes no file, changes nothing, installs nothing.
# By hand: sh this-file >bundle.txt      Each "# call" line below says what the command under it reads.`;

function laneFunction(lane: Lane, calls: readonly Call[]): string {
  const own = calls.filter((call) => call.lane === lane);
  const asked = new Set(calls.flatMap((call) => call.unless));
  const batches = new Map<string, Call[]>();
  const steps: { calls: Call[]; batch: boolean }[] = [];
  for (const call of own) {
    if (!isBatchable(call) || asked.has(call.id)) {
      steps.push({ calls: [call], batch: false });
      continue;
    }
    const key = [...call.systems].sort().join();
    const batch = batches.get(key);
    if (batch) batch.push(call);
    else {
      const first = [call];
      batches.set(key, first);
      steps.push({ calls: first, batch: true });
    }
  }
  const functions = steps.flatMap(({ calls: members, batch }) => (batch ? [filesFunction(members)] : itemFunction(members)));
  const lines = steps.map(({ calls: members, batch }) => step(members, batch, asked));
  return [...functions, `lane_${lane}() {\n${lines.join("\n")}\n  :\n}`].join("\n\n");
}

/** Local files that anybody may read are read one after another in one unit: /etc/pve is a FUSE that may hang, so it is not among them. */
function isBatchable(call: Call): boolean {
  return (call.kind === "read" || call.kind === "glob") && !call.root && !call.path.startsWith("/etc/pve/");
}

function filesFunction(calls: readonly Call[]): string {
  const [first] = calls;
  const lines = calls.map((call) => {
    if (call.kind === "read") return `  file ${call.id} ${call.maximumBytes} ${quote(call.path)} ''`;
    const folder = folderOf(call.path);
    return `  glob ${call.id} ${call.maximumBytes} ${call.maximumItems} ${folder.includes("*") ? "''" : quote(folder)} ${globWord(call.path)}`;
  });
  return `files_${first?.id}() {\n${lines.join("\n")}\n}`;
}

function itemFunction(calls: readonly Call[]): string[] {
  return calls
    .filter((call) => call.kind === "each")
    .map((call) => {
      const argv = call.argv.map((word) => (word === "{}" ? '"$1"' : quote(word))).join(" ");
      return `item_${call.id}() { command_call ${call.id} ${call.timeoutSeconds} ${call.maximumBytes} ${who(call)} "$1" ${argv}; }`;
    });
}

function step(calls: readonly Call[], batch: boolean, asked: ReadonlySet<string>): string {
  const [first] = calls;
  if (!first) return "";
  const comments = calls.map((call) => `  # call ${JSON.stringify(call)}`);
  const note = asked.has(first.id) ? `; status_${first.id}=$?` : "";
  const run = (batch ? batchCommand(calls) : command(first)) + note;
  const condition = conditionOf(first, batch);
  const skip = calls
    .map((call) => (call.kind === "glob" || call.kind === "each" ? `say list ${call.id} skipped - 0` : `say skip ${call.id}`))
    .join("; ");
  return [...comments, condition === "" ? `  ${run}` : `  if ${condition}; then ${run}; else ${skip}; fi`].join("\n");
}

function conditionOf(call: Call, batch: boolean): string {
  const systems: readonly SystemKind[] = call.systems;
  const system = systems.includes("linux") ? "" : systems.map((kind) => `[ -n "$${kind}" ]`).join(" || ");
  const unless = batch ? "" : call.unless.map((id) => `[ "$status_${id}" != 0 ]`).join(" || ");
  return [system, unless]
    .filter((part) => part !== "")
    .map((part) => `{ ${part}; }`)
    .join(" && ");
}

function batchCommand(calls: readonly Call[]): string {
  const seconds = Math.max(...calls.map((call) => call.timeoutSeconds));
  const ids = calls.map((call) => call.id).join(" ");
  return `files_call ${seconds} '${ids}' files_${calls[0]?.id}`;
}

function command(call: Call): string {
  const { id, timeoutSeconds, maximumBytes, maximumItems, path } = call;
  const limits = `${id} ${timeoutSeconds} ${maximumBytes}`;
  if (call.kind === "exec") return `command_call ${limits} ${who(call)} '' ${quoteAll(call.argv)}`;
  if (call.kind === "each") return `each_call ${limits} ${maximumItems} ${who(call)} item_${id} ${quoteAll(call.list)}`;
  if (call.kind === "glob") {
    const { folder, prefix, suffix } = globParts(path);
    return `tree_call ${limits} ${maximumItems} ${quoteAll([folder])} ${quote(`${prefix}`)} ${quote(suffix)}`;
  }
  if (call.root || path.startsWith("/etc/pve/")) return `command_call ${limits} ${who(call)} '' cat ${quote(path)}`;
  return `files_call ${timeoutSeconds} ${id} one_file ${id} ${maximumBytes} ${quote(path)}`;
}

function who(call: Call): string {
  return call.root ? "root" : "self";
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** A pattern that the shell itself expands: everything but its stars is quoted. */
function globWord(path: string): string {
  return path
    .split("*")
    .map((part) => (part === "" ? "" : quote(part)))
    .join("*");
}

function mainFunction(path: string, version: string, visitSeconds: number): string {
  return `main() {
  if [ $# = 0 ] && [ -n "$SSH_ORIGINAL_COMMAND" ]; then
    case $SSH_ORIGINAL_COMMAND in 'sh -s -- '*) set -f; set -- \${SSH_ORIGINAL_COMMAND#sh -s -- }; set +f ;; *) set -- refused ;; esac
  fi
  nonce=$1 lane=\${2:-all}
  cd / || exit 1
  PATH=${quote(path)} LC_ALL=C LANG=C HOME=/ TERM=dumb LIBVIRT_AUTOSTART=0 SYSTEMD_PAGER= SYSTEMD_COLORS=0
  export PATH LC_ALL LANG HOME TERM LIBVIRT_AUTOSTART SYSTEMD_PAGER SYSTEMD_COLORS
  unset LANGUAGE LD_PRELOAD LD_LIBRARY_PATH ENV BASH_ENV CDPATH GREP_OPTIONS POSIXLY_CORRECT AWKPATH PERL5LIB PERL5OPT PYTHONPATH
  umask 077
  ulimit -c 0 2>/dev/null
  random || { echo 'bulkhead: /proc is not mounted' >&2; exit 1; }
  token=$fresh
  [ $# != 0 ] || { random && nonce=$fresh; }
  case $nonce in *[!0-9a-f]*) nonce= ;; esac
  [ \${#nonce} = 32 ] || { echo 'bulkhead: usage: sh -s -- NONCE LANE (32 hexadecimal digits; fast, slow, all or hello)' >&2; exit 2; }
  case $lane in fast | slow | all | hello) ;; *) echo 'bulkhead: no such lane' >&2; exit 2 ;; esac
  renice -n 19 -p "$$" >/dev/null 2>&1
  ionice -c 3 -p "$$" >/dev/null 2>&1
  { exec 3>&1; printf '%s\\n%s\\n' "$token" "$nonce"; visit "$lane"; say bye; } </dev/null 2>/dev/null | filter 2>/dev/null
}

# 32 fresh hexadecimal digits from the kernel.
random() { IFS=- read -r a b c d e </proc/sys/kernel/random/uuid && fresh=$a$b$c$d$e; }

visit() {
  read -r stat </proc/self/stat
  set_session "$stat"; session=$its_session
  timeout=; timeout -k 1 1 true && timeout='timeout -k 1'
  now; deadline=$((now + ${visitSeconds * 100}))
  user=$(id -u)
  sudo=missing
  if [ "$user" = 0 ]; then sudo=root; elif command -v sudo >/dev/null; then sudo=no; $timeout \${timeout:+5} sudo -n -l >/dev/null </dev/null && sudo=yes; fi
  proxmox=; command -v pveversion >/dev/null && proxmox=,proxmox
  libvirt=; command -v virsh >/dev/null && libvirt=,libvirt
  say hello "protocol=${protocolVersion} script=${version} lane=$1 uid=$user sudo=$sudo epoch=$(date +%s) systems=linux$proxmox$libvirt"
  case $1 in fast | all) lane_fast ;; esac
  case $1 in slow | all) lane_slow ;; esac
}`;
}

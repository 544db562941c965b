import { type Lane, lanes } from "#lib/lanes.ts";
import type { AnyProbe } from "./probe.ts";
import { awkMask, awkProgram } from "./script-awk.ts";
import type { Call } from "./script-calls.ts";
import { hash, planCalls } from "./script-calls.ts";
import { protocolVersion } from "./script-frames.ts";
import { laneFunction } from "./script-lanes.ts";
import { shellFunctions } from "./script-shell.ts";
import { quote } from "./transport/quote.ts";

export { probes as everyProbe } from "./probes/index.ts";
export { authorizedKeyLine, sudoersFile } from "./script-access.ts";
export type { Call, CallKind } from "./script-calls.ts";
export { callId, planCalls } from "./script-calls.ts";
export type { FrameEnd, FrameState, Hello, RawSection, SplitOutput } from "./script-frames.ts";
export { frameBye, frameHello, frameList, frameMark, frameSection, nonceOf, protocolVersion, splitOutput } from "./script-frames.ts";
export { maskSecrets } from "./script-mask.ts";

/** What the script does when asked: the calls of one lane, all of them, or only its header. */
export type RunLane = Lane | "all" | "hello";

export interface ScriptOptions {
  /** Where the host's tools are looked for. */
  path?: string;
  /** After this no further call begins on the host. */
  visitSeconds?: number;
  /** Only the calls of these lanes: what is sent for one lane need not hold the others. Default: all. */
  lanes?: readonly Lane[];
}

const defaultPath = "/usr/sbin:/usr/bin:/sbin:/bin";
/** For a run by hand, of every lane one after another. */
const defaultVisitSeconds = 240;
/** Processor time that no process of a visit needs: one that runs wild, our own filter included, ends even where nobody waits for it. */
const cpuSeconds = 60;

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
  { path = defaultPath, visitSeconds = defaultVisitSeconds, lanes: held = lanes }: ScriptOptions = {},
): string {
  const calls = planCalls(probes);
  const version = hash(calls.map((call) => JSON.stringify(call)).join("\n"));
  return [
    heading,
    shellFunctions.trim(),
    ...lanes.map((lane) => laneFunction(lane, held.includes(lane) ? calls : [])),
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
  ulimit -t ${cpuSeconds} 2>/dev/null
  random || { echo 'bulkhead: /proc is not mounted' >&2; exit 1; }
  token=$fresh
  [ $# != 0 ] || { random && nonce=$fresh; }
  case $nonce in *[!0-9a-f]*) nonce= ;; esac
  [ \${#nonce} = 32 ] || { echo 'bulkhead: usage: sh -s -- NONCE LANE (32 hexadecimal digits; ${[...lanes, "all"].join(", ")} or hello)' >&2; exit 2; }
  case $lane in ${lanes.join(" | ")} | all | hello) ;; *) echo 'bulkhead: no such lane' >&2; exit 2 ;; esac
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
${lanes.map((lane) => `  case $1 in ${lane} | all) lane_${lane} ;; esac`).join("\n")}
}`;
}

import type { Lane } from "#lib/lanes.ts";
import type { SystemKind } from "./probe.ts";
import type { Call } from "./script-calls.ts";
import { globParts } from "./script-calls.ts";
import { quote, quoteAll } from "./transport/quote.ts";

/** So many files share one time limit: on a host that is slow to start a process, more would use it up. */
const maximumBatch = 16;

/** The shell functions of one lane: every call of it, in order, each under a comment that says what it reads. */
export function laneFunction(lane: Lane, calls: readonly Call[]): string {
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
    if (batch && batch.length < maximumBatch) batch.push(call);
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
      const argv = call.argv.map(itemWord).join(" ");
      return `item_${call.id}() { command_call ${call.id} ${call.timeoutSeconds} ${call.maximumBytes} ${who(call)} "$1" ${argv}; }`;
    });
}

/** A word of a command that is made for each item: everything but the item is quoted as it stands. */
function itemWord(word: string): string {
  return word
    .split("{}")
    .map((part) => (part === "" ? "" : quote(part)))
    .join('"$1"');
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

import { randomBytes } from "node:crypto";
import type { Readings } from "#lib/facts/index.ts";
import { inTurns } from "#lib/in-turns.ts";
import { lanes as everyLane, type Lane } from "#lib/lanes.ts";
import type { AnyProbe } from "./probe.ts";
import type { EvidenceSection } from "./readings.ts";
import { failedReadings, probesIn, readingsOf } from "./readings.ts";
import type { Hello, SplitOutput } from "./script.ts";
import { composeScript, frameMark, planCalls, runCommand, splitOutput } from "./script.ts";
import { readBundle } from "./transport/bundle.ts";
import { TransportError } from "./transport/errors.ts";
import type { Connection, ConnectOptions, RunResult } from "./transport/ssh.ts";
import { connect } from "./transport/ssh.ts";

/** What one visit came to. With an error every fact is `failed: unreachable`, and there are no sections. */
export interface Visit {
  readings: Readings;
  /** What the host said, as evidence, in the order of the probes. */
  sections: EvidenceSection[];
  startedAt: Date;
  durationMs: number;
  /** Who the script ran as, and whether it may use sudo; null where it did not run. */
  login: { uid: number; sudo: Hello["sudo"] } | null;
  /** Null after a visit that did not happen over SSH. */
  hostKey: string | null;
  error: TransportError | null;
}

export interface VisitProgress {
  step: "connecting" | "reading";
  /** Sections that have come in, of those that the script has. */
  done: number;
  total: number;
}

export interface CollectOptions {
  /** Only these lanes; facts that need another one are left out of the visit. Default: all. */
  lanes?: readonly Lane[];
  /** For the whole visit, connecting included; default 90. */
  visitTimeoutSeconds?: number;
  onProgress?(progress: VisitProgress): void;
  /** Aborting it rejects with its reason. */
  signal?: AbortSignal;
  /** Only for `startedAt`. */
  clock?: () => Date;
}

const defaultVisitTimeoutSeconds = 90;
/** So many channels at once and no more: a host that is ill has better things to do. */
const maximumChannels = 4;
const maximumChannelTries = 20;
const channelWaitMs = 50;
/** More than this from one lane is a flood: the limits of its calls together stay below on any sane host. */
const maximumLaneBytes = 48 * 1024 * 1024;

/**
 * One visit to one host: one connection, the lanes side by side on channels of it, limits enforced here whatever the host does. Whatever
 * the host does ends in a Visit; rejects only where `signal` is aborted or this program is at fault.
 */
export async function collectHost(options: ConnectOptions, probes: readonly AnyProbe[], collect: CollectOptions = {}): Promise<Visit> {
  const { visitTimeoutSeconds = defaultVisitTimeoutSeconds, signal, clock = () => new Date() } = collect;
  const startedAt = clock();
  const began = performance.now();
  const deadline = began + visitTimeoutSeconds * 1000;
  const took = () => ({ startedAt, durationMs: Math.round(performance.now() - began) });
  try {
    collect.onProgress?.({ step: "connecting", done: 0, total: 0 });
    const connection = await connectInTime(options, visitTimeoutSeconds, signal);
    const abort = () => connection.close();
    signal?.addEventListener("abort", abort, { once: true });
    try {
      const outputs = await readLanes(connection, probes, deadline, collect);
      signal?.throwIfAborted();
      return { ...visitOf(probesIn(probes, collect.lanes), outputs), ...took(), hostKey: connection.hostKey.line, error: null };
    } finally {
      signal?.removeEventListener("abort", abort);
      connection.close();
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof TransportError)) throw error;
    const readings = failedReadings(probesIn(probes, collect.lanes), "unreachable", error.message);
    return { readings, sections: [], login: null, hostKey: null, error, ...took() };
  }
}

/** The same from the output of the script, run by hand. Throws TransportError `bad-bundle`. */
export function collectBundle(text: string, probes: readonly AnyProbe[]): Omit<Visit, "error" | "hostKey"> {
  const output = readBundle(text);
  const startedAt = new Date((output.hello?.epochSeconds ?? 0) * 1000);
  const durationMs = output.sections.reduce((sum, section) => sum + section.durationMs, 0);
  return { ...visitOf(probes, [output]), startedAt, durationMs };
}

function visitOf(probes: readonly AnyProbe[], outputs: readonly SplitOutput[]): Pick<Visit, "readings" | "sections" | "login"> {
  const hello = outputs.find((output) => output.hello)?.hello;
  return { ...readingsOf(probes, outputs), login: hello ? { uid: hello.uid, sudo: hello.sudo } : null };
}

async function connectInTime(options: ConnectOptions, visitTimeoutSeconds: number, signal?: AbortSignal): Promise<Connection> {
  const timeout = AbortSignal.timeout(visitTimeoutSeconds * 1000);
  try {
    return await connect({ ...options, signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
  } catch (error) {
    if (timeout.aborted && !signal?.aborted)
      throw new TransportError("timeout", `The connection took longer than the visit may (${visitTimeoutSeconds} s).`);
    throw error;
  }
}

async function readLanes(
  connection: Connection,
  probes: readonly AnyProbe[],
  deadline: number,
  collect: CollectOptions,
): Promise<SplitOutput[]> {
  const wanted = collect.lanes ?? everyLane;
  const calls = planCalls(probes).filter((call) => wanted.includes(call.lane));
  // On the host it ends a little before the collector would cut it off.
  const visitSeconds = Math.max(1, (collect.visitTimeoutSeconds ?? defaultVisitTimeoutSeconds) - 5);
  const used = everyLane.filter((lane) => lane === "fast" || calls.some((call) => call.lane === lane));
  let done = 0;
  const onSection = () => {
    done += 1;
    collect.onProgress?.({ step: "reading", done: Math.min(done, calls.length), total: calls.length });
  };
  const read = (lane: Lane) =>
    readLane(connection, composeScript(probes, { visitSeconds, lanes: [lane] }), lane, (deadline - performance.now()) / 1000, onSection);
  const results = await inTurns(used, maximumChannels, read);
  // A server may allow one channel at a time (MaxSessions 1): then the lanes go one after another.
  for (const [index, lane] of used.entries()) {
    for (let tries = 0; tries < maximumChannelTries && results[index]?.result.ended === "refused"; tries += 1) {
      // The channel before this one is still being closed over there.
      await new Promise((resolve) => setTimeout(resolve, channelWaitMs));
      results[index] = await read(lane);
    }
  }
  const outputs = results.map(({ output }) => output);
  if (!outputs.some((output) => output.hello)) throw noHeader(results.map(({ result }) => result));
  return outputs;
}

async function readLane(connection: Connection, script: string, lane: Lane, seconds: number, onSection: () => void) {
  const nonce = randomBytes(16).toString("hex");
  const frames = frameCounter(nonce, onSection);
  const options = { stdin: script, maximumBytes: maximumLaneBytes, timeoutSeconds: Math.max(1, seconds), onData: frames };
  const result = await connection.run(runCommand(nonce, lane), options);
  return { result, output: splitOutput(result.stdout, nonce) };
}

/** Counts the sections of a growing output, and says when its last frame has come: a host need not close the channel. */
function frameCounter(nonce: string, onSection: () => void): (piece: Buffer) => boolean {
  const begin = `\n${frameMark} ${nonce} `;
  let tail = "";
  return (piece) => {
    const text = tail + piece.toString("latin1");
    const parts = text.split(begin);
    const words = parts.slice(1).map((part) => part.slice(0, 5));
    for (const word of words) if (/^(begin|skip )/.test(word)) onSection();
    const rest = parts.at(-1) ?? "";
    const isCut = parts.length > 1 && rest.length < 5 && !rest.includes("\n");
    tail = isCut ? begin + rest : rest.slice(-begin.length);
    return words.some((word) => word.startsWith("bye\n"));
  };
}

/** Why a login that succeeded ran no script. */
function noHeader(results: readonly RunResult[]): TransportError {
  const [result] = results;
  const said = `${result?.stderr ?? ""} ${result?.stdout.subarray(0, 300).toString("utf8") ?? ""}`
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
  const quoted = said === "" ? "" : `: "${said.slice(0, 120)}"`;
  if (results.some(({ ended }) => ended === "flood")) return new TransportError("flood", `The login prints without end${quoted}.`);
  if (result?.ended === "timeout")
    return new TransportError("timeout", `The login succeeded, but the script gave no sign of life in time${quoted}.`);
  if (result?.ended === "closed") return new TransportError("closed", `The host closed the connection after the login${quoted}.`);
  return new TransportError("no-shell", `The login succeeded, but it runs no script${quoted}.`);
}

import { setTimeout as sleep } from "node:timers/promises";
import type { Call, Hello } from "#collectors/script.ts";
import { frameBye, frameHello, protocolVersion, readCalls } from "#collectors/script.ts";
import { lanes } from "#lib/lanes.ts";
import type { Run } from "./answer-call.ts";
import { answerCall, isMade, systemsOf } from "./answer-call.ts";
import { clockOf } from "./answers/system.ts";
import type { Recording } from "./recording.ts";

/** How long a host takes for a call, in milliseconds; 0 where a measurement must not wait. */
export type Latency = (call: Call) => number;

const choices: readonly string[] = [...lanes, "all", "hello"];

/**
 * What the script prints on the recorded host, piece by piece as its calls end. The calls are those that the script itself names, so
 * that a host answers what it is asked and nothing else. Nothing comes of a text without calls, unless only the header is asked for.
 */
export async function* runScript(
  recording: Recording,
  script: string,
  { nonce, lane }: { nonce: string; lane: string },
  latency: Latency,
): AsyncGenerator<string> {
  const calls = readCalls(script);
  if ((calls.length === 0 && lane !== "hello") || !choices.includes(lane)) return;
  const run: Run = { recording, nonce, succeeded: new Set() };
  yield frameHello(nonce, helloOf(recording, script, lane));
  for (const call of calls.filter((candidate) => lane === "all" || candidate.lane === lane)) {
    const milliseconds = isMade(run, call) ? latency(call) : 0;
    if (milliseconds > 0) await sleep(milliseconds);
    yield answerCall(run, call, milliseconds);
  }
  yield frameBye(nonce);
}

function helloOf(recording: Recording, script: string, lane: string): Hello {
  return {
    protocol: protocolVersion,
    script: / script=(\w+) lane=/.exec(script)?.[1] ?? "unknown",
    lane,
    uid: 0,
    sudo: "root",
    epochSeconds: clockOf(recording),
    systems: systemsOf(recording),
  };
}

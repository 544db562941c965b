import { describe, expect, it } from "vitest";
import { probes } from "#collectors/probes/index.ts";
import type { Call } from "#collectors/script.ts";
import { composeScript, planCalls, readCalls, splitOutput } from "#collectors/script.ts";
import { answerCall } from "./answer-call.ts";
import type { Recording } from "./recording.ts";
import { loadRecording, recordingNames } from "./recording.ts";
import { runScript } from "./run-script.ts";

const nonce = "0123456789abcdef".repeat(2);
const script = composeScript(probes);
const recordings = recordingNames().map((name) => loadRecording(name));

async function output(recording: Recording, lane: string): Promise<string> {
  const parts: string[] = [];
  for await (const part of runScript(recording, script, { nonce, lane }, () => 0)) parts.push(part);
  return parts.join("");
}

describe.each(recordings)("$name", (recording) => {
  it("answers every call of every probe, as the script would", async () => {
    const split = splitOutput(await output(recording, "all"), nonce);
    expect(split).toMatchObject({ complete: true, problems: [], hello: { uid: 0, sudo: "root", lane: "all" } });
    for (const call of readCalls(script)) {
      const sections = split.sections.filter(({ id }) => id === call.id);
      if (call.kind === "glob" || call.kind === "each") expect([call.name, split.lists.has(call.id)]).toEqual([call.name, true]);
      else expect([call.name, sections.length]).toEqual([call.name, 1]);
      for (const { state, exitStatus } of sections) {
        expect(["ran", "missing", "skipped"]).toContain(state);
        expect(state === "ran").toBe(exitStatus !== null);
      }
    }
  });

  it("says nothing of itself where a command failed", () => {
    const run = { recording, nonce, succeeded: new Set<string>() };
    for (const call of planCalls(probes).filter(({ kind }) => kind === "exec")) {
      const [section] = splitOutput(answerCall(run, call), nonce).sections;
      if (section?.exitStatus === 127) expect([call.name, section.text]).toEqual([call.name, ""]);
    }
  });
});

it("answers each lane with its own calls, and a header alone where that is asked", async () => {
  const [recording] = recordings;
  if (!recording) throw new Error("no recordings");
  const ids = async (lane: string) => splitOutput(await output(recording, lane), nonce).sections.map(({ id }) => id);
  expect(await ids("hello")).toEqual([]);
  const slow = new Set(readCalls(script).flatMap((call) => (call.lane === "slow" ? [call.id] : [])));
  expect((await ids("fast")).filter((id) => slow.has(id))).toEqual([]);
  expect((await ids("slow")).filter((id) => !slow.has(id))).toEqual([]);
});

it("runs nothing that is not the script", async () => {
  const [recording] = recordings;
  if (!recording) throw new Error("no recordings");
  for await (const part of runScript(recording, "cat /etc/passwd", { nonce, lane: "all" }, () => 0)) expect.unreachable(part);
});

describe("the script's own limits and conditions", () => {
  const call: Call = {
    id: "x1",
    kind: "exec",
    name: "uname -r",
    argv: ["uname", "-r"],
    path: "",
    list: [],
    root: false,
    lane: "fast",
    timeoutSeconds: 5,
    maximumBytes: 8,
    maximumItems: 2,
    unless: [],
    systems: ["linux"],
  };
  const pve = loadRecording("src-pve");
  const one = (changes: Partial<Call>, succeeded: string[] = []) =>
    splitOutput(answerCall({ recording: pve, nonce, succeeded: new Set(succeeded) }, { ...call, ...changes }), nonce);

  it("cuts what is too long", () => {
    expect(one({}).sections).toMatchObject([{ state: "oversized", text: "6.8.12-9" }]);
    const files = one({ id: "g1", kind: "glob", path: "/etc/pve/qemu-server/*.conf", root: true });
    expect(files.sections).toHaveLength(2);
    expect(files.lists.get("g1")).toMatchObject({ state: "oversized" });
  });

  it("leaves out what another call has answered, and what is of another kind of host", () => {
    expect(one({ unless: ["x2"] }, ["x2"]).sections).toMatchObject([{ state: "skipped" }]);
    expect(one({ unless: ["x2"] }).sections).toMatchObject([{ state: "oversized" }]);
    expect(one({ systems: ["libvirt"] }).sections).toMatchObject([{ state: "skipped" }]);
  });

  it("tells a missing file by the way it is read", () => {
    const path = "/etc/nothing";
    expect(one({ id: "r1", kind: "read", path }).sections).toMatchObject([{ state: "missing", exitStatus: null }]);
    expect(one({ id: "r1", kind: "read", path, root: true }).sections).toMatchObject([{ state: "ran", exitStatus: 1, text: "" }]);
  });

  it("asks for each item of a list", () => {
    const list = ["virsh", "-r", "list", "--all", "--name"] as const;
    const changes: Partial<Call> = { id: "e1", kind: "each", list, argv: ["virsh", "domstate", "{}"], maximumItems: 9, maximumBytes: 99 };
    const split = splitOutput(
      answerCall({ recording: loadRecording("src-kvm-02"), nonce, succeeded: new Set() }, { ...call, ...changes }),
      nonce,
    );
    expect(split.sections.find(({ item }) => item === "9800-WLC-02")).toMatchObject({ text: "shut off\n\n" });
    expect(split.lists.get("e1")).toMatchObject({ state: "ran", exitStatus: 0 });
  });
});

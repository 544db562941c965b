import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { buildPart } from "#lib/graph/build-part.ts";
import { playScenario } from "#lib/graph/scenarios/play-scenario.ts";
import { readScenarios, type Scenario } from "#lib/graph/scenarios/read-scenarios.ts";
import type { FleetMember } from "#lib/graph/unite.ts";
import { type JudgedRecording, judgeRecording } from "./judge-recording.ts";

const file = "incidents.scenario";
const scenarios = readScenarios(file, readFileSync(new URL(file, import.meta.url), "utf8"));

/** What the recordings say and what the rules make of it, each read once. */
const judged = new Map<string, Promise<JudgedRecording>>();

function judgedOf(recording: string): Promise<JudgedRecording> {
  const known = judged.get(recording) ?? judgeRecording(recording);
  judged.set(recording, known);
  return known;
}

/** A host as recorded, reached at its first address, with what the scenario adds to it. */
async function recordedMember({ name, part }: FleetMember, { recorded }: Scenario): Promise<FleetMember> {
  const { readings: own, judgement } = await judgedOf(recorded.get(name) ?? "");
  const addresses = own.addresses?.status === "ok" ? own.addresses.value : [];
  const built = buildPart(own, judgement);
  const address = addresses.find(({ scope }) => scope === "global")?.address ?? "";
  return { name, address, part: { ...built, alertTargets: [...built.alertTargets, ...part.alertTargets] } };
}

test.each(scenarios.map((scenario) => [scenario.title, scenario] as const))(
  "%s",
  async (_, scenario) => {
    const members = await Promise.all(scenario.members.map((member) => recordedMember(member, scenario)));
    expect(scenario.expects.length).toBeGreaterThan(0);
    expect(playScenario({ ...scenario, members })).toEqual([]);
  },
  60_000,
);

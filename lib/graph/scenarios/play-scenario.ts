import { coldStart } from "#lib/graph/cold-start.ts";
import { parseGiven } from "#lib/graph/given-text.ts";
import { type IndexedGraph, indexGraph } from "#lib/graph/indexed.ts";
import type { ColdStart, Rehearsal, Step } from "#lib/graph/rehearsal.ts";
import { rehearse } from "#lib/graph/rehearse.ts";
import { unite } from "#lib/graph/unite.ts";
import type { Line, Scenario } from "./read-scenarios.ts";

interface Played {
  rehearsal: Rehearsal;
  cold: ColdStart;
  /** Step that the last "expect" or "then" found: "then" has to come after it. */
  last: Step | undefined;
}

type Check = (played: Played, said: string) => boolean;

/** "kvm-01 down, return: words of it (family/rule)": who, the state, and whatever else is said of the step. */
function stepsFor({ rehearsal: { steps } }: Played, said: string): Step[] {
  const parts =
    /^(?<name>.+?) (?<state>down|hung|isolated|unmanaged|degraded)(?:, (?<phase>impact|return))?(?:: (?<words>.*?))?(?: \((?<rule>[a-z\d]+\/[a-z-\d]+)\))?$/;
  const { name, state, phase, words = "", rule } = parts.exec(said)?.groups ?? {};
  if (name === undefined) throw new Error(`"${said}" names no node and state`);
  const isNamed = ({ node }: Step) => node.name === name || node.id === name || `${node.name} of ${node.host}` === name;
  const fits = (step: Step) => (phase === undefined || step.phase === phase) && (rule === undefined || step.because.rule === rule);
  return steps.filter((step) => isNamed(step) && step.state === state && fits(step) && step.words.includes(words.trim()));
}

function stepsAbout({ rehearsal: { steps } }: Played, name: string): Step[] {
  return steps.filter(({ node }) => node.name === name || node.id === name);
}

const isState = / (down|hung|isolated|unmanaged|degraded)\b/;

const followsOn: Check = (played, said) => {
  const before = played.last?.order ?? 0;
  played.last = stepsFor(played, said).find(({ order }) => order > before);
  return played.last !== undefined;
};

const checks: Readonly<Record<string, Check>> = {
  expect: (played, said) => {
    played.last = stepsFor(played, said)[0];
    return played.last !== undefined;
  },
  not: (played, said) => (isState.test(said) ? stepsFor(played, said) : stepsAbout(played, said)).length === 0,
  back: (played, said) =>
    stepsAbout(played, said).some(({ phase }) => phase === "impact") && !stepsAbout(played, said).some(({ phase }) => phase === "return"),
  survives: ({ rehearsal }, said) => rehearsal.survives.some(({ name }) => name === said),
  votes: ({ rehearsal }, said) => rehearsal.votes.some(({ cluster, have, need }) => `${cluster} ${have} of ${need}` === said),
  unknown: ({ rehearsal, cold }, said) => [...rehearsal.unknown, ...cold.unknown].some((one) => one.includes(said)),
  manual: ({ rehearsal }, said) => rehearsal.manual.some(({ node, action, wayIn }) => fitsManual(said, node.name, action, wayIn)),
  unnoticed: ({ rehearsal }, said) => rehearsal.unnoticed.some((one) => one.includes(said)),
  noticed: ({ rehearsal }, said) =>
    rehearsal.steps.some(({ words }) => words.includes(said)) && !rehearsal.unnoticed.some((one) => one.includes(said)),
  first: ({ rehearsal }, said) => rehearsal.tryFirst?.includes(said) ?? false,
  stage: ({ cold }, said) => stageFits(cold, said),
  cycle: ({ cold }, said) => cold.cycles.some(({ nodes }) => said.split(", ").every((name) => nodes.some((node) => node.name === name))),
  cut: ({ cold }, said) =>
    cold.cycles.some(
      ({ cuts: [cheapest] }) => cheapest !== undefined && `${cheapest.from.name} → ${cheapest.to.name}: ${cheapest.fix}`.includes(said),
    ),
};

/** "kvm-01: add nofail, by BMC 10.0.0.9" or "…, no way in". */
function fitsManual(said: string, name: string, action: string, wayIn: string | null): boolean {
  const [words = "", way] = said.split(/, (?=by |no way in$)/);
  if (!words.startsWith(`${name}: `) || !action.includes(words.slice(name.length + 2))) return false;
  return way === undefined || way === (wayIn === null ? "no way in" : `by ${wayIn}`);
}

function stageFits({ stages }: ColdStart, said: string): boolean {
  const [, number = "", names = ""] = /^(\d+): (.+)$/.exec(said) ?? [];
  const started = stages[Number(number) - 1]?.start.map(({ name }) => name) ?? [];
  return names.split(" ").every((name) => started.includes(name));
}

/** Plays a scenario and returns the expectations that are not met, each with what was played instead. */
export function playScenario(scenario: Scenario): string[] {
  const graph = indexGraph(unite(scenario.members, scenario.declarations));
  const given = scenario.does.flatMap(({ text }) => text.split(", ")).filter((text) => text !== "cold start");
  const played: Played = {
    rehearsal: rehearse(
      graph,
      given.map((text) => parseGiven(graph, text)),
    ),
    cold: coldStart(graph),
    last: undefined,
  };
  return scenario.expects
    .filter((line) => !isMet(played, line))
    .map(({ text, number }) => `line ${number}: ${text}\n${toldAs(played, graph)}`);
}

function isMet(played: Played, { text }: Line): boolean {
  const [, word = "", said = ""] = /^(\w+) (.+)$/.exec(text) ?? [];
  const check = word === "then" ? followsOn : checks[word];
  if (check === undefined) throw new Error(`"${text}" expects nothing`);
  return check(played, said);
}

function toldAs({ rehearsal, cold }: Played, graph: IndexedGraph): string {
  const { steps, given: _, ...rest } = rehearsal;
  const lines = steps.map(
    ({ order, phase, node, state, words, because }) => `  ${order} ${phase} ${node.name} ${state}: ${words} (${because.rule})`,
  );
  return [...lines, JSON.stringify(rest), JSON.stringify(cold), `${graph.nodes.size} nodes`].join("\n");
}

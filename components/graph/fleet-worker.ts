import { expose } from "comlink";
import { request } from "#components/ui/request.ts";
import { FleetFacts } from "#lib/graph/fleet-facts.ts";
import { indexGraph } from "#lib/graph/indexed.ts";
import { unite } from "#lib/graph/unite.ts";
import { type Input, type Loaded, type QuestionName, questions } from "./questions.ts";

/** What is there, in short. */
export interface FleetInShort {
  hosts: { id: string; name: string; seenAt: string | null }[];
  nodes: number;
}

let loaded: Loaded | null = null;

/** The graph in a thread of its own: uniting 1,000 hosts takes a second or two, during which the page stays alive. */
const api = {
  /** Fetches what hosts say and unites it. Throws one sentence. */
  async load(): Promise<FleetInShort> {
    const facts = await request("/api/v1/fleet-graph", FleetFacts);
    const graph = indexGraph(unite(facts.hosts, facts.declarations));
    loaded = { facts, graph };
    return { hosts: facts.hosts.map(({ id, name, seenAt }) => ({ id, name, seenAt })), nodes: graph.nodes.size };
  },
  /** Answers from what was loaded last. */
  ask(name: QuestionName, input: Input<QuestionName>): unknown {
    if (loaded === null) throw new Error("The fleet is not loaded yet: reload the page.");
    return (questions[name] as (loaded: Loaded, input: Input<QuestionName>) => unknown)(loaded, input);
  },
};
export type FleetWorker = typeof api;

expose(api);

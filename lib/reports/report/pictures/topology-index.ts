import type { ReportTopology, TopologyHost, TopologyThing, TopologyTie } from "#lib/reports/report/topology-model.ts";

/** What hangs together, by both ends: made once for all pictures of a report. */
export interface TopologyIndex extends ReportTopology {
  host(id: string): TopologyHost | undefined;
  thing(id: string): TopologyThing | undefined;
  /** Ties that begin or end at something. */
  from(id: string): readonly TopologyTie[];
  to(id: string): readonly TopologyTie[];
}

/** Indexes a topology. */
export function indexTopology(topology: ReportTopology): TopologyIndex {
  const hosts = new Map(topology.hosts.map((host) => [host.id, host]));
  const things = new Map(topology.things.map((thing) => [thing.id, thing]));
  const [from, to] = [new Map<string, TopologyTie[]>(), new Map<string, TopologyTie[]>()];
  const add = (map: Map<string, TopologyTie[]>, id: string, tie: TopologyTie) => {
    const known = map.get(id);
    if (known === undefined) map.set(id, [tie]);
    else known.push(tie);
  };
  for (const tie of topology.ties) {
    add(from, tie.from, tie);
    add(to, tie.to, tie);
  }
  return {
    ...topology,
    host: (id) => hosts.get(id),
    thing: (id) => things.get(id),
    from: (id) => from.get(id) ?? [],
    to: (id) => to.get(id) ?? [],
  };
}

/** Ids of all that has a tie with something. */
export function besides(index: TopologyIndex, id: string): string[] {
  return [...new Set([...index.from(id).map((tie) => tie.to), ...index.to(id).map((tie) => tie.from)])];
}

/** What something is called wherever it is named by itself: "storage 10.0.0.5", "guest bind-01 on kvm-02". */
export function nameOf({ host, thing }: TopologyIndex, id: string, kinds: Readonly<Record<string, string>>): string {
  const one = thing(id);
  if (one === undefined) return host(id)?.name ?? id;
  const word = kinds[one.kind] ?? one.kind;
  const name = one.name.toLowerCase().startsWith(word.split(" ")[0]?.toLowerCase() ?? word) ? one.name : `${word} ${one.name}`;
  return one.host === null || one.kind === "host" ? name : `${name} on ${one.host}`;
}

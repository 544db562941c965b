import { count } from "#lib/format.ts";
import type { Drawing } from "#lib/reports/report/drawing.ts";
import type { Report } from "#lib/reports/report/model.ts";
import { topologyGroupDrawings } from "#lib/reports/report/pictures/topology-group.ts";
import { topologyHostDrawings } from "#lib/reports/report/pictures/topology-host.ts";
import { hubDrawings, hubsOf } from "#lib/reports/report/pictures/topology-hub.ts";
import { indexTopology, type TopologyIndex } from "#lib/reports/report/pictures/topology-index.ts";
import { groupsOf, type HostGroup, overviewDrawings } from "#lib/reports/report/pictures/topology-overview.ts";
import { type Block, said } from "./block.ts";
import { faultTable, groupTable, thingTable } from "./topology-tables.ts";

/** Of more hosts, what many hang on is drawn with them in place of all ties. */
const maximumHosts = 36;
/** Groups that an overview can show at once. */
const maximumGroups = 24;
/** Pictures of what many hosts hang on, in a report of a large fleet. */
const maximumHubPictures = 12;

/** How the hosts of a report hang together: pictures, then everything that is in them and what they leave out, as tables. */
export function* topologyBlocks({ topology, kind }: Report): Generator<Block> {
  if (topology === null || topology.hosts.length === 0) return;
  const index = indexTopology(topology);
  const words = said(kind === "host" ? "What it hangs on" : "How the hosts hang together");
  const { drawings, drawn } = drawingsOf(index, kind);
  const [first] = drawings;
  yield { kind: "heading", level: 2, id: "topology", words, keep: first?.height ?? 0 };
  for (const drawing of drawings) yield { kind: "drawing", drawing };
  yield* leftOut(index, drawn);
  if (kind !== "host") yield* groupTable(groupsOf(index));
  yield* thingTable(index, drawn);
  yield* faultTable(index);
}

interface Drawn {
  drawings: Drawing[];
  /** Ids of what only some pictures show; null where everything is drawn. */
  drawn: ReadonlySet<string> | null;
}

function drawingsOf(index: TopologyIndex, kind: Report["kind"]): Drawn {
  const [host] = index.hosts;
  if (kind === "host" && host !== undefined) return { drawings: topologyHostDrawings(index, host), drawn: null };
  const groups = groupsOf(index);
  const overview = groups.length > 1 && groups.length <= maximumGroups ? overviewDrawings(index, groups) : [];
  if (kind === "cluster" || index.hosts.length <= maximumHosts)
    return {
      drawings: [...overview, ...groups.flatMap((group) => topologyGroupDrawings(index, titleOf(group), group.hosts))],
      drawn: null,
    };
  return withHubs(index, overview);
}

function withHubs(index: TopologyIndex, overview: readonly Drawing[]): Drawn {
  const drawings = [...overview];
  const drawn = new Set<string>();
  for (const hub of hubsOf(index)) {
    const own = hubDrawings(index, hub);
    if (drawn.size > 0 && drawings.length - overview.length + own.length > maximumHubPictures) continue;
    drawings.push(...own);
    drawn.add(hub.thing.id);
  }
  return { drawings, drawn };
}

function titleOf({ kind, name }: HostGroup): string {
  return kind === "alone" ? "Hosts of no group, and what they hang on" : `Hosts of ${kind} ${name}, and what they hang on`;
}

/** What the pictures of a large fleet do not show, in numbers. */
function* leftOut(index: TopologyIndex, drawn: ReadonlySet<string> | null): Generator<Block> {
  if (drawn === null) return;
  const hubs = hubsOf(index).length;
  const rest = index.things.length - drawn.size;
  const told = `${drawn.size} of ${count(hubs, "cluster, storage and DNS server", "clusters, storages and DNS servers")} are drawn with their hosts`;
  yield {
    kind: "paragraph",
    words: said(
      `${told}, those with most hosts first. ${count(rest, "further thing")} that hosts hang on are not drawn: the JSON has all of them, and the table below those that take a machine with them or that a host is tied to; guests that serve others only in the first case.`,
    ),
  };
}

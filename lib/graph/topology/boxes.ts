import type { GraphNode } from "#lib/graph/model.ts";
import type { FleetIndex, HostEntry } from "./fleet-index.ts";
import type { HostGroup } from "./groups.ts";
import type { Box, Row } from "./picture.ts";
import type { Stage } from "./stage.ts";

/** Rows for which a host's box has room. */
const maximumRows = 4;

/** The box of a host, as wide open as the request has it; `said` are the rows for which a closed one has room. */
export function boxOfHost(stage: Stage, entry: HostEntry, said: readonly Row[]): Box {
  const { node, group, guests, isRead, unknownFacts } = entry;
  const isCard = stage.isGroupOpen(group.id);
  const isFrame = stage.isHostOpen(entry) && entry.inside.some((one) => stage.shows(one));
  const rows = isCard && !isFrame ? said : [];
  return {
    ...plainBox(node, node.id, group),
    look: isFrame ? "frame" : isCard ? "card" : "compact",
    rows: rows.slice(0, maximumRows),
    moreRows: Math.max(0, rows.length - maximumRows),
    guests,
    unread: !isRead,
    unknownFacts,
  };
}

/** The box of anything else. */
export function boxOfThing(fleet: FleetIndex, node: GraphNode, id: string, group: HostGroup, parent: string | null): Box {
  return { ...plainBox(node, id, group), parent, unread: fleet.entryOf(node)?.isRead === false };
}

function plainBox(node: GraphNode, id: string, group: HostGroup): Box {
  return {
    id,
    node: node.id,
    kind: node.kind,
    name: node.name,
    host: node.host,
    group: group.id,
    parent: null,
    look: "thing",
    rows: [],
    moreRows: 0,
    guests: null,
    faults: [],
    running: node.running,
    unread: false,
    unknownFacts: 0,
    roles: node.roles,
    declared: node.declared,
    identity: node.identity?.confidence ?? null,
  };
}

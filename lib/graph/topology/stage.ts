import { nodeOf } from "#lib/graph/indexed.ts";
import type { GraphNode, NodeId } from "#lib/graph/model.ts";
import type { FleetIndex, HostEntry } from "./fleet-index.ts";
import type { HostGroup } from "./groups.ts";
import type { PictureRequest } from "./picture.ts";
import { type ViewKinds, viewKinds } from "./view-kinds.ts";

/** So many hosts are shown with what they say; of more, groups are opened one by one. */
export const maximumOpenHosts = 60;

export const sharedGroup: HostGroup = { id: "shared", name: "Shared by several groups", kind: "shared" };

/** Tells for one request which box stands for a node: its own, or that of what it lies in. */
export class Stage {
  readonly kinds: ViewKinds;
  readonly #fleet: FleetIndex;
  readonly #open: ReadonlySet<string>;
  readonly #isSmall: boolean;
  readonly #homes = new Map<NodeId, HostGroup>();

  constructor(fleet: FleetIndex, { view, open }: Pick<PictureRequest, "view" | "open">) {
    this.kinds = viewKinds[view];
    this.#fleet = fleet;
    this.#open = new Set(open);
    this.#isSmall = fleet.hosts.length <= maximumOpenHosts;
  }

  isGroupOpen(group: string): boolean {
    return this.#isSmall || group === sharedGroup.id || this.#open.has(group);
  }

  /** Whether a group can be closed at all. */
  folds({ id }: HostGroup): boolean {
    return !this.#isSmall && id !== sharedGroup.id;
  }

  isHostOpen({ node, group }: HostEntry): boolean {
    return this.#open.has(node.id) && this.isGroupOpen(group.id);
  }

  /** Whether the view has anything to say of a node. */
  shows({ kind, host }: GraphNode): boolean {
    if (kind === "host") return true;
    return (host === null ? this.kinds.beside : this.kinds.inside).includes(kind);
  }

  /** The box of a node as those of a group see it; null where it is not drawn. */
  boxOf(node: GraphNode, near: string | null): string | null {
    const entry = this.#fleet.entryOf(node);
    if (entry !== undefined) return this.#boxOnHost(node, entry);
    if (!this.kinds.beside.includes(node.kind)) return null;
    if (this.kinds.perGroup.includes(node.kind)) return near !== null && this.isGroupOpen(near) ? `${node.id} @ ${near}` : null;
    return this.kinds.always.includes(node.kind) || this.isGroupOpen(this.homeOf(node).id) ? node.id : null;
  }

  /** The node that a box stands for. */
  nodeOfBox(box: string): NodeId {
    const at = box.lastIndexOf(" @ ");
    return at === -1 || this.#fleet.graph.nodes.has(box) ? box : box.slice(0, at);
  }

  #boxOnHost(node: GraphNode, entry: HostEntry): string | null {
    if (node.kind === "host" || !this.isGroupOpen(entry.group.id)) return entry.node.id;
    if (this.kinds.inside.includes(node.kind) && this.isHostOpen(entry)) return node.id;
    if (this.isServing(node)) return node.id;
    // What leads out of a closed host to a VLAN is a line from its box to that VLAN.
    if (node.kind === "vlan" && this.kinds.inside.includes("vlan")) {
      const vlan = this.vlanOf(node);
      if (vlan !== null) return this.boxOf(vlan, entry.group.id);
    }
    return entry.node.id;
  }

  /** A guest that something else in the view needs. */
  isServing({ id, kind }: GraphNode): boolean {
    if (kind !== "guest" || !this.kinds.hasServingGuests) return false;
    const { graph } = this.#fleet;
    return (graph.neededBy.get(id) ?? []).some(({ node }) => this.shows(nodeOf(graph, node)));
  }

  /** The VLAN of the fleet that a host's way into it belongs to. */
  vlanOf({ id }: GraphNode): GraphNode | null {
    const { graph } = this.#fleet;
    const vlans = (graph.needsOf.get(id) ?? []).flatMap(({ from }) => from.map(({ node }) => nodeOf(graph, node)));
    return vlans.find(({ kind, host }) => kind === "vlan" && host === null) ?? null;
  }

  /** The group that something beside the hosts stands in: that of all who have to do with it, where it is one. */
  homeOf(node: GraphNode): HostGroup {
    const known = this.#homes.get(node.id);
    if (known !== undefined) return known;
    const { graph } = this.#fleet;
    const users = (graph.neededBy.get(node.id) ?? []).map((need) => nodeOf(graph, need.node));
    const servers = (graph.needsOf.get(node.id) ?? []).flatMap(({ from }) => from.map((one) => nodeOf(graph, one.node)));
    const groups = new Map([...users, ...servers].flatMap((other) => this.#groupsOf(other)).map((group) => [group.id, group]));
    const [first, ...others] = groups.values();
    const home = first === undefined || others.length > 0 ? sharedGroup : first;
    this.#homes.set(node.id, home);
    return home;
  }

  #groupsOf(node: GraphNode): HostGroup[] {
    const entry = this.#fleet.entryOf(node);
    if (entry !== undefined) return [entry.group];
    if (node.kind !== "name" && node.kind !== "quorum-device") return [];
    return [this.homeOf(node)];
  }
}

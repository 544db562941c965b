import type { NodeKind } from "#lib/graph/model.ts";
import type { View } from "./picture.ts";

/** What a view shows. Hosts are in each of them. */
export interface ViewKinds {
  /** Kinds that lie on a host: rows and counts of its box, boxes of their own once it is open. */
  inside: readonly NodeKind[];
  /** Kinds of the whole fleet, which stand beside the hosts. */
  beside: readonly NodeKind[];
  /** Kinds beside that mean another thing in each group, though the graph has one node: VLAN 1 here is not VLAN 1 there. */
  perGroup: readonly NodeKind[];
  /** Kinds beside that are shown even while their group is closed, because the view is about them. */
  always: readonly NodeKind[];
  /** Kinds beside that are a line in the box of their only host, where nothing is wrong with that: drawn, they would say no more. */
  foldable: readonly NodeKind[];
  /** Guests that others need stand beside their host. */
  hasServingGuests: boolean;
  /** Only hosts that have to do with what stands beside. */
  isOnlyConnected: boolean;
}

export const viewKinds: Readonly<Record<View, ViewKinds>> = {
  network: {
    inside: ["nic", "bridge", "vlan", "guest"],
    beside: ["vlan", "gateway"],
    perGroup: ["vlan", "gateway"],
    always: [],
    foldable: ["vlan", "gateway"],
    hasServingGuests: false,
    isOnlyConnected: false,
  },
  storage: {
    inside: ["mount", "guest"],
    beside: ["storage", "name"],
    perGroup: [],
    always: ["storage"],
    foldable: [],
    hasServingGuests: true,
    isOnlyConnected: false,
  },
  cluster: {
    inside: ["guest"],
    beside: ["cluster", "quorum-device"],
    perGroup: [],
    always: ["cluster", "quorum-device"],
    foldable: [],
    hasServingGuests: true,
    isOnlyConnected: true,
  },
  dependencies: {
    inside: ["mount", "guest", "service", "alert-path"],
    beside: ["storage", "name", "dns", "gateway", "cluster", "quorum-device", "time-source", "power"],
    perGroup: [],
    always: [],
    foldable: ["dns", "gateway", "time-source"],
    hasServingGuests: true,
    isOnlyConnected: false,
  },
};

import type { VlanColumn } from "./model.ts";

/** What a bridge or card does with VLANs, in words. */
export const placeKinds: Readonly<Record<VlanColumn["kind"], string>> = {
  filters: "filters VLANs",
  passes: "passes all VLANs",
  overlay: "overlay, not judged",
  card: "card, no bridge",
  nothing: "no bridge, no VLAN",
  unread: "not read",
};

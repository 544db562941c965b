import type { AnyRule } from "#lib/rules/rule.ts";
import { cephDegraded } from "./ceph-degraded.ts";
import { cephNetworkHostAddress } from "./ceph-network-host-address.ts";
import { cephOsdOnUsb } from "./ceph-osd-on-usb.ts";
import { cephPortsFiltered } from "./ceph-ports-filtered.ts";
import { configInconsistent } from "./config-inconsistent.ts";
import { corosyncHostnameAddress } from "./corosync-hostname-address.ts";
import { corosyncSharesBusyNetwork } from "./corosync-shares-busy-network.ts";
import { corosyncSingleLink } from "./corosync-single-link.ts";
import { nodesDiffer } from "./nodes-differ.ts";
import { notQuorate } from "./not-quorate.ts";
import { qdeviceNotVoting } from "./qdevice-not-voting.ts";
import { qdeviceServiceUnhealthy } from "./qdevice-service-unhealthy.ts";
import { qdeviceWithOddNodes } from "./qdevice-with-odd-nodes.ts";
import { tokenLossEvents } from "./token-loss-events.ts";
import { twoNodesWithoutTiebreaker } from "./two-nodes-without-tiebreaker.ts";
import { votesBelowExpected } from "./votes-below-expected.ts";

/** Rules of the family `cluster`, sorted by id; one line each. */
export const clusterRules: readonly AnyRule[] = [
  cephDegraded,
  cephNetworkHostAddress,
  cephOsdOnUsb,
  cephPortsFiltered,
  configInconsistent,
  corosyncHostnameAddress,
  corosyncSharesBusyNetwork,
  corosyncSingleLink,
  nodesDiffer,
  notQuorate,
  qdeviceNotVoting,
  qdeviceServiceUnhealthy,
  qdeviceWithOddNodes,
  tokenLossEvents,
  twoNodesWithoutTiebreaker,
  votesBelowExpected,
];

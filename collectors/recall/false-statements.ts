import { rules } from "#lib/rules/index.ts";

/**
 * Statements that would be false of a host, as its `expect.json` has them, and the rules that would make them; a rule may be narrowed to
 * a word that its finding would hold. None: no rule here could say it.
 */
export const falseStatements: Record<string, Record<string, readonly (readonly [rule: string, word?: string])[]>> = {
  "src-k8s-cp-01": {
    "control plane state on network storage (etcd is on the local disk)": [["storage/local-mount-needs-remote"]],
    "watchdog absent": [],
    "k8s API by name (loopback address)": [["storage/netfs-server-by-hostname", "127.0.0.1"]],
    "127.0.1.1 is a fault on this host": [["boot/pve-hostname-resolves-to-loopback"]],
  },
  "src-kvm-01": {
    "PVID mismatch between host and guests (self, uplink and guest ports are all in VLAN 100)": [
      ["bridge/pvid-mismatch-host-guests"],
      ["bridge/uplink-pvid-mismatch"],
    ],
    "NFS mount missing now (all three are mounted)": [["storage/fstab-entry-not-mounted"], ["storage/guest-disk-source-missing"]],
    "root account locked (it has a password)": [],
    "no out-of-band console (BMC with an address)": [],
  },
  "src-kvm-02": {
    "sunrpc rpc_pipefs is an NFS mount": rules.map(({ id }) => [id, "rpc_pipefs"]),
    "no out-of-band console": [],
    "NAS down (10.50.1.70 answers)": rules.map(({ id }) => [id, "10.50.1.70 FAILED"]),
  },
  "src-pve": {
    "QDevice not voting (3 of 3 votes)": [["cluster/qdevice-not-voting"], ["cluster/votes-below-expected"]],
    "two-node cluster without tie-breaker": [["cluster/two-nodes-without-tiebreaker"]],
    "win-test (VM 108) has to run (no onboot)": [["guests/onboot-not-running"], ["guests/important-guest-without-onboot", "win-test"]],
  },
  "src-pve-week-later": {
    "cluster not quorate (it is)": [["cluster/not-quorate"]],
    "config of corosync inconsistent": [],
  },
  "src-pve2": {
    "QDevice daemon unhealthy on this node": [["boot/failed-units"], ["cluster/qdevice-not-voting", "not running"]],
    "NMW is a fault": [["cluster/qdevice-not-voting", "pve2:"]],
    "cluster not quorate": [["cluster/not-quorate"]],
  },
  "src-r730": {
    "RAID degraded": [],
    "no backup of /etc/pve (nightly off-site copy at 02:00)": [],
    "no out-of-band console (iDRAC has an address)": [],
    "/srv/local not mounted": [["storage/fstab-entry-not-mounted"]],
  },
  "src-vps": {
    "missing interface (ens3 is there and up)": [["nic/configured-interface-absent"]],
    "deprecated address 2001:db8:2604:9cc0::80 is a fault (lifetime: 0 is configured)": rules.map(({ id }) => [
      id,
      "2001:db8:2604:9cc0::80",
    ]),
    "127.0.1.1 is a fault on this host": [["boot/pve-hostname-resolves-to-loopback"]],
    "root file system at 100 percent (snap images)": [],
  },
  "src-vps-hypervisor": {
    "v1002, v1003, v1004 have pending changes": [],
    "uplink not redundant (bond of two ports)": [],
    "VNC of v1002-v1004 exposed (127.0.0.1)": [],
  },
};

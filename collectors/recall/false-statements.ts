import { rules } from "#lib/rules/index.ts";

/** A rule that would say it; narrowed to a word that its finding would hold. */
type Saying = readonly [rule: string, word?: string];

const quorumLost: readonly Saying[] = [["cluster/not-quorate"]];
const twoNodes: readonly Saying[] = [["cluster/two-nodes-without-tiebreaker"]];
const oneLink: readonly Saying[] = [["cluster/corosync-single-link"]];
const loopbackName: readonly Saying[] = [["boot/pve-hostname-resolves-to-loopback"]];
const bondDegraded: readonly Saying[] = [["bridge/uplink-not-redundant"], ["boot/failed-units", "bond"]];
const degraded: readonly Saying[] = [["hardware/raid-degraded"]];
const diskFailing: readonly Saying[] = [["hardware/disk-failing"]];
const noConsole: readonly Saying[] = [["access/no-out-of-band-console"]];
const noWatchdog: readonly Saying[] = [["watchdog/absent"]];
const noAutostart: readonly Saying[] = [["guests/important-guest-without-onboot"], ["guests/onboot-not-running"]];
const serverSilent: readonly Saying[] = [["storage/remote-fs-not-responding"], ["storage/pve-storage-inactive"]];
const interfaceAbsent: readonly Saying[] = [["nic/configured-interface-absent"], ["nic/mac-pin-stale"]];
const anyRule = (word: string): readonly Saying[] => rules.map(({ id }) => [id, word]);
/** That nothing above low is found on a sound host is a test of its own. */
const judgedAsSound: readonly Saying[] = [];

/**
 * Statements that would be false of a host, as its `expect.json` has them, and the rules that would make them. None: no rule here could
 * say it.
 */
export const falseStatements: Record<string, Record<string, readonly Saying[]>> = {
  "alma9-kvm-iscsi-multipath": { "any finding of severity medium or above": judgedAsSound },
  "bridge-not-vlan-aware-on-one-node": {
    "cluster has lost quorum": quorumLost,
    "NFS server currently unreachable": serverSilent,
    "corosync has one link only": oneLink,
    "bond degraded": bondDegraded,
  },
  "ceph-conf-host-ip-dead-switch": {
    "monitors have lost quorum": [["cluster/ceph-degraded", "in quorum"]],
    "cluster has lost quorum": quorumLost,
    "default gateway unreachable": [["bridge/second-default-route-masks-fault"], ["bridge/pvid-mismatch-host-guests"]],
  },
  "chrony-dead-source": {
    "cluster has lost quorum": quorumLost,
    "two-node cluster": twoNodes,
    "even number of votes": [...twoNodes, ["cluster/votes-below-expected"], ["cluster/qdevice-with-odd-nodes"]],
    "pool rpool degraded": degraded,
  },
  "cloud-init-rewrites-network": {
    "guest without autostart": noAutostart,
    "RAID degraded": degraded,
    "NIC name not pinned (netplan matches the MAC)": [["nic/config-bound-to-unstable-name"]],
    "host name resolves only to loopback": loopbackName,
  },
  "conntrack-default-on-vm-host": {
    "guest without autostart": noAutostart,
    "bond degraded": bondDegraded,
    "memory overcommitted": [["guests/memory-overcommit"]],
  },
  "debian13-kvm-nm-vlan-iface": { "a finding of medium severity or above": judgedAsSound },
  "decommissioned-nas-leftover": {
    "NFS currently mounted from 172.20.5.41": [
      ["storage/mount-not-persistent"],
      ["storage/netfs-server-by-hostname"],
      ["storage/nfs-hard-on-critical-path"],
      ["storage/nfs-soft-on-writable-data"],
    ],
    "storage stone-media inactive (it is disabled on purpose)": [["storage/pve-storage-inactive"]],
    "disks overloaded": [["hardware/disk-failing"], ["watchdog/hung-tasks", "overload"]],
    "VM 150 should be running": [...noAutostart, ["guests/unexpectedly-stopped"]],
  },
  "docker-unless-stopped-upgrade": {
    "container exited": [["container/no-restart-policy", "exited"], ["container/records-lost"]],
    "traefik has no restart policy": anyRule("traefik"),
    "docker.service not enabled": [["boot/failed-units"], ["container/no-restart-policy", "docker.service"]],
    "guest without autostart": noAutostart,
  },
  "grub-install-device-stale": {
    "RAID degraded": degraded,
    "UEFI boot entry missing": [["boot/boot-entries-stale", "efi"]],
    "disk failing": diskFailing,
    "guest without autostart": noAutostart,
  },
  "guest-lsi-no-iothread": {
    "pool nearly full": [["storage/pool-full-or-stale-snapshots"], ["storage/root-nearly-full"], ["storage/pve-storage-inactive"]],
    "db-main without iothread": [["guests/missing-iothread", "db-main"]],
    "disk failing": diskFailing,
    "host overloaded": [["guests/memory-overcommit"], ["watchdog/hung-tasks"]],
  },
  "guests-not-autostarted-2016": {
    "127.0.1.1 is a fault (no pve-cluster here)": loopbackName,
    "single-disk root (hardware RAID volume)": [["boot/usb-or-single-boot-device"]],
    "guest network missing": [["bridge/link-without-carrier"], ["bridge/runtime-config-drift"], ["nic/configured-interface-absent"]],
  },
  "hba-passthrough-panic": {
    "host uses the HBA (it is bound to vfio-pci)": [["guests/passthrough-shares-iommu-group", "the host uses 0000:01:00.0"]],
    "pool degraded": degraded,
    "guests stopped unexpectedly": [["guests/unexpectedly-stopped"], ["guests/onboot-not-running"]],
  },
  "hostid-mismatch-ghost-osd": {
    "pool rpool degraded": degraded,
    "cluster has lost quorum": quorumLost,
    "placement groups degraded": [
      ["cluster/ceph-degraded", "pg_degraded"],
      ["cluster/ceph-degraded", "degraded data redundancy"],
    ],
    "host IP on vmbr0.300 unreachable for guests": [["bridge/pvid-mismatch-host-guests"], ["bridge/uplink-pvid-mismatch"]],
  },
  "hosts-fqdn-first": {
    "node name resolves to loopback": loopbackName,
    "cloud-init owns the network configuration (it is disabled)": [
      ["boot/cloud-init-owns-config", "netplan"],
      ["boot/cloud-init-owns-config", "/etc/network/interfaces"],
    ],
    "cluster has lost quorum": quorumLost,
  },
  "initramfs-missing-driver": {
    "uncorrectable memory error": [
      ["hardware/memory-errors", "uncorrectable error"],
      ["hardware/ipmi-faults", "uncorrectable"],
    ],
    "RAID degraded": degraded,
    "disk failing": diskFailing,
  },
  "known-flaky-cpu": {
    "pool degraded": degraded,
    "pool has checksum errors": degraded,
    "disk failing": diskFailing,
  },
  "latent-boot-config": {
    "bond degraded": bondDegraded,
    "disk failing": diskFailing,
    "libvirt default pool missing": [["storage/pve-storage-inactive"], ["storage/guest-disk-source-missing"]],
  },
  "mtu-bridge-vs-guest": {
    "VM 711 has the wrong MTU (mtu=1 inherits)": [["bridge/mtu-mismatch", "711"]],
    "cluster has lost quorum": quorumLost,
    "bond degraded": bondDegraded,
    "NFS server unreachable": serverSilent,
  },
  "nic-added-zfs-quorum": {
    "pool tank without redundancy": [["hardware/pool-without-redundancy"]],
    "cluster not quorate": quorumLost,
    "interface enp2s0 absent": interfaceAbsent,
  },
  "nic-quad-card-2019": {
    "127.0.1.1 is a fault (no Proxmox here)": loopbackName,
    "RAID degraded": degraded,
    "virbr0 without carrier is a fault": anyRule("virbr0"),
  },
  "nic-rename-m2-slot": {
    "configured interface absent": interfaceAbsent,
    "altname enx... means the name is pinned": anyRule("enx"),
  },
  "nic-rename-server-move": {
    "configured interface absent": interfaceAbsent,
    "DHCP lease expired": [["bridge/runtime-config-drift"], ["bridge/mac-not-fixed", "expired"]],
  },
  "partial-upgrade-corosync": {
    "single corosync link (two are configured)": oneLink,
    "two-node cluster": twoNodes,
    "hostname resolves to loopback": loopbackName,
  },
  "pbs-fstab-stale-lines": {
    "datastore not mounted": [["storage/fstab-entry-not-mounted"], ["storage/pve-storage-inactive"]],
    "no garbage collection": [["backup/data-store-without-collection"], ["backup/no-retention-or-gc"]],
    "no prune job": [["backup/data-store-without-collection"], ["backup/no-retention-or-gc"]],
    "disk failing": diskFailing,
  },
  "pbs-full-frozen-guest": {
    "last backup failed (four runs OK so far)": [["backup/last-run-failed-or-old"]],
    "guest agent missing": anyRule("guest agent"),
  },
  "power-loss-decommissioned-onboot": {
    "SEL shows hardware faults": [["hardware/ipmi-faults"]],
    "VM 206 crashed (it was shut down by a person)": [["guests/unexpectedly-stopped"]],
  },
  "pve7-zfs-mirror-single": { "a finding of medium severity or above": judgedAsSound },
  "pve8-3node-two-links": { "a finding of medium severity or above": judgedAsSound },
  "pve9-ceph-node": { "any finding of severity medium or above": judgedAsSound },
  "quorum-lost-lxc-blocked": {
    "not quorate (2 of 3 is a majority)": quorumLost,
    "a newer kernel waits for a reboot": [["updates/kernel-installed-not-booted"]],
    "boot mirror incomplete": [["boot/boot-entries-stale"], ["boot/usb-or-single-boot-device"]],
  },
  "ram-allotted-100-percent": {
    "VM 102 not running (it was started again)": [["guests/onboot-not-running"], ["guests/unexpectedly-stopped", "does not run"]],
    "KSM makes the overcommit harmless": [["guests/memory-overcommit", "ksm"]],
  },
  "replication-stalled-week": {
    "replication of images stale (last run today)": [
      ["backup/replication-stale", "/images"],
      ["storage/snapshots-stopped", "/images"],
    ],
    "pool degraded or full": [...degraded, ["storage/pool-full-or-stale-snapshots", "% of the"]],
  },
  "rocky9-kvm-nfs-automount": { "a finding of medium severity or above": judgedAsSound },
  "single-dns-lxc-apparmor": {
    "CT 112 lacks the options for Docker": [["guests/docker-in-container", "112"]],
    "opnsense is the default gateway of this host by accident: the gateway 192.168.1.3 is that guest": [],
  },
  "smart-pending-then-freeze": {
    "pool degraded": degraded,
    "sdc failing (it is the replacement)": [["hardware/disk-failing", "sdc"]],
    "an overall PASSED means sdf is healthy": [],
  },
  "src-k8s-cp-01": {
    "control plane state on network storage (etcd is on the local disk)": [
      ["k8s/control-plane-state-on-network-storage"],
      ["storage/local-mount-needs-remote"],
    ],
    "watchdog absent": noWatchdog,
    "k8s API by name (loopback address)": [["k8s/kubeproxy-free-api-by-name"], ["storage/netfs-server-by-hostname", "127.0.0.1"]],
    "127.0.1.1 is a fault on this host": loopbackName,
  },
  "src-kvm-01": {
    "PVID mismatch between host and guests (self, uplink and guest ports are all in VLAN 100)": [
      ["bridge/pvid-mismatch-host-guests"],
      ["bridge/uplink-pvid-mismatch"],
    ],
    "NFS mount missing now (all three are mounted)": [["storage/fstab-entry-not-mounted"], ["storage/guest-disk-source-missing"]],
    "root account locked (it has a password)": [["boot/emergency-shell-locked"]],
    "no out-of-band console (BMC with an address)": noConsole,
  },
  "src-kvm-02": {
    "sunrpc rpc_pipefs is an NFS mount": anyRule("rpc_pipefs"),
    "no out-of-band console": noConsole,
    "NAS down (10.50.1.70 answers)": [...anyRule("10.50.1.70 FAILED"), ["storage/remote-fs-not-responding"]],
  },
  "src-pve": {
    "QDevice not voting (3 of 3 votes)": [
      ["cluster/qdevice-not-voting"],
      ["cluster/qdevice-service-unhealthy"],
      ["cluster/votes-below-expected"],
    ],
    "two-node cluster without tie-breaker": twoNodes,
    "win-test (VM 108) has to run (no onboot)": [["guests/onboot-not-running"], ...anyRule("win-test")],
  },
  "src-pve-week-later": {
    "cluster not quorate (it is)": quorumLost,
    "config of corosync inconsistent": [["cluster/config-inconsistent"]],
  },
  "src-pve2": {
    "QDevice daemon unhealthy on this node": [
      ["boot/failed-units"],
      ["cluster/qdevice-not-voting", "not running"],
      ["cluster/qdevice-service-unhealthy"],
    ],
    "NMW is a fault": [["cluster/qdevice-not-voting", "pve2:"]],
    "cluster not quorate": quorumLost,
  },
  "src-r730": {
    "RAID degraded": degraded,
    "no backup of /etc/pve (nightly off-site copy at 02:00)": [["backup/pve-config-not-backed-up"]],
    "no out-of-band console (iDRAC has an address)": noConsole,
    "/srv/local not mounted": [["storage/fstab-entry-not-mounted"], ["storage/guest-disk-source-missing"]],
  },
  "src-vps": {
    "missing interface (ens3 is there and up)": interfaceAbsent,
    "deprecated address 2001:db8:2604:9cc0::80 is a fault (lifetime: 0 is configured)": anyRule("2001:db8:2604:9cc0::80"),
    "127.0.1.1 is a fault on this host": loopbackName,
    "root file system at 100 percent (snap images)": [["storage/root-nearly-full"]],
  },
  "src-vps-hypervisor": {
    "v1002, v1003, v1004 have pending changes": ["v1002", "v1003", "v1004"].flatMap((guest): Saying[] => [
      ["change/pending-guest-pci-layout", guest],
      ["guests/pending-config", guest],
    ]),
    "uplink not redundant (bond of two ports)": bondDegraded,
    "VNC of v1002-v1004 exposed (127.0.0.1)": ["v1002", "v1003", "v1004"].map((guest): Saying => ["guests/vnc-exposed", guest]),
  },
  "stripe-pool-suspended": {
    "SMART of sdc reports failure (it is clean)": diskFailing,
    "template 9000 has to run": [["guests/onboot-not-running"], ["guests/important-guest-without-onboot"]],
  },
  "two-default-gateways": {
    "two default routes on the host (there is one)": [["bridge/second-default-route-masks-fault"]],
    "NFS server not responding (no NFS here; the tasks wait on FUSE)": serverSilent,
  },
  "ubuntu2204-netplan-bond-kvm": { "a finding of medium severity or above": judgedAsSound },
  "ubuntu2404-kvm-networkd-ovs": { "any finding of severity medium or above": judgedAsSound },
  "ups-wrong-outlet": {
    "guests do not start at boot": noAutostart,
    "watchdog absent": noWatchdog,
  },
};

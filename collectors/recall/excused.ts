/**
 * Faults of recorded hosts that are not found, each with the reason, by "host rule" as expect.json gives the rule. A test fails when one
 * of them is found after all, so that it goes from here. Everything else must be found.
 */
export const excused: Readonly<Record<string, string>> = {
  "replication-stalled-week backup/retention-vs-detection": "the retention of the source stands in a script alone",
  "src-kvm-01 cascade/dns-mount-cycle": "lies between hosts: fleet-recall.test.ts finds it",
  "src-pve-week-later cascade/quorum-lost-if-node-reboots": "lies between hosts: fleet-recall.test.ts finds it",
};

/** Facts that cannot be read from a recording, by "host fact": it holds a part of what was asked. */
export const unread: Readonly<Record<string, string>> = {
  "nic-quad-card-2019 storages": "the list of pools was recorded, their descriptions were not",
  "partial-upgrade-corosync clusterStatus": "pvecm status fails where corosync is dead",
};

/** Rules that may stay undecided on recorded hosts, and what the recordings lack. */
export const undecided: Readonly<Record<string, string>> = {
  "access/no-out-of-band-console": "the display adapter of a management controller was left out of the list of devices",
  "alert/silence-or-maintenance-tag-stale": "no Alertmanager belongs to a recording",
  "container/records-lost": "needs an earlier visit, or the volumes",
  "dns/nameserver-unreachable": "nobody asked the servers",
  "guests/failover-does-not-fit": "the other nodes' guests and memory were not recorded",
  "hardware/bmc-clock-wrong": "the controller's time was not asked for everywhere",
  "hardware/memory-errors": "the counters of EDAC were recorded once",
  "hardware/temperature-unguarded": "who is told by an agent is not seen on the host",
  "k8s/cilium-degraded": "the agents were not listed",
  "time/single-or-guest-time-source": "sources by DHCP stand in no file",
  "watchdog/self-fence-or-unclean-reset": "the log of earlier boots is gone",
};

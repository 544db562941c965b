import type { FactName, Readings } from "#lib/facts/index.ts";
import { factNames } from "#lib/facts/index.ts";
import type { FailureCause } from "#lib/facts/reading.ts";

/** What each cause means, as the beginning of a sentence's end. */
export const causeWords: Record<FailureCause, string> = {
  unreachable: "the host was gone before it could be read",
  denied: "the login may not read it",
  timeout: "it took longer than its limit",
  oversized: "there was more output than its limit",
  unparsable: "the output was not understood",
};

/** What to do about each cause. */
export const causeSteps: Record<FailureCause, string> = {
  unreachable: "Collect again once the host answers.",
  denied: "Allow exactly these commands: the sudoers file under Settings, What runs on a host.",
  timeout: "Look on the host whether the command hangs by itself; a dead network mount is the usual reason.",
  oversized: "Look at the output under Evidence: a fact of this size is unusual.",
  unparsable: "Look at the output under Evidence, and report it with the version of the tool.",
};

/** What people call the facts. */
export const factWords: Record<FactName, string> = {
  accounts: "logins and the root password",
  addresses: "Addresses",
  alertmanager: "Alertmanager",
  automaticUpdates: "automatic updates",
  backups: "backup jobs",
  backupServer: "the backup server",
  blockDevices: "disks and partitions",
  blockedTasks: "tasks that are stuck",
  bmc: "the management controller",
  bmcNetwork: "network of the management controller",
  bonds: "bonds of network cards",
  bootFiles: "times of boot files",
  boots: "earlier boots",
  bootState: "kernels and boot loader",
  bridgeVlans: "VLANs of bridges",
  cardNames: "names of network cards",
  ceph: "Ceph",
  cephConfig: "Ceph configuration",
  cephPorts: "ports of Ceph",
  cloudInit: "cloud-init",
  clusterConfig: "Cluster configuration",
  clusterGuests: "guests of other nodes",
  clusterStatus: "Votes of the cluster",
  conntrack: "connection table",
  containers: "containers",
  corosyncEvents: "what corosync logged",
  corosyncLinks: "links of corosync",
  failedUnits: "Failed units",
  fileSystems: "how full the file systems are",
  firmware: "BIOS and board",
  fstab: "fstab",
  guests: "Guests",
  guestTraffic: "frames that guests have sent",
  highAvailability: "HA manager",
  hostScripts: "the host's own scripts",
  identity: "Who the host is",
  iommu: "IOMMU groups",
  kernelEvents: "the kernel's log",
  kubernetes: "the Kubernetes cluster",
  libvirtHooks: "hooks of libvirt",
  links: "Network devices",
  logicalVolumes: "LVM volumes",
  mail: "mail of the host itself",
  memoryErrors: "errors of memory",
  memory: "memory and swap",
  mounts: "Mounts",
  mountUnits: "Mount units",
  names: "Names and hosts file",
  nameServerAnswers: "answers of name servers",
  neighbours: "Neighbours",
  networkConfig: "Network configuration",
  packages: "packages",
  pciDevices: "PCI devices",
  prometheus: "Prometheus",
  qdevice: "Quorum device",
  raid: "RAID arrays",
  resolver: "Resolver",
  routes: "Routes",
  schedules: "cron tables and timers",
  sensors: "temperatures and fans",
  services: "states of services",
  smart: "SMART data of disks",
  smartd: "settings of smartd",
  sshServer: "settings of the SSH server",
  storages: "Storages",
  storageStatus: "states of storages",
  systemEvents: "errors in the journal",
  tasks: "tasks of Proxmox",
  textfileMetrics: "textfile metrics",
  timeSync: "time synchronisation",
  ups: "the UPS",
  watchdog: "watchdogs",
  zfs: "ZFS pools",
  zfsSnapshots: "ZFS snapshots",
};

/** A fact that could not be read. */
export interface NotRead {
  fact: FactName;
  cause: FailureCause;
  detail: string;
}

/** The facts of a visit that could not be read, in the order of their names; those that no probe tried are not among them. */
export function notReadOf(readings: Readings): NotRead[] {
  return factNames.flatMap((fact) => {
    const reading = readings[fact];
    return reading?.status === "failed" ? [{ fact, cause: reading.cause, detail: reading.detail }] : [];
  });
}

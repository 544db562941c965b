import { z } from "zod";
import { Cite } from "#lib/facts/cite.ts";
import { scenarios } from "#lib/rules/rule.ts";

const Served = z.object({ server: z.string(), at: Cite });

/** A mount as the next boot and a dead server would treat it. */
export const PartMount = z.object({
  mountPoint: z.string(),
  /** Servers as written, names or addresses; empty for a local one. */
  servers: z.array(z.string()),
  /** Address of the server that the live mount talks to; null where it is not mounted or does not say. */
  address: z.string().nullable(),
  /** What a dead server does to whoever touches it: waits for ever, an error after a while, nothing (local). */
  onLoss: z.enum(["hangs", "errors", "local"]),
  /** `emergency`: the boot ends in emergency mode without it. `stalls`: the boot waits and what needs it does not start. `automount`: the first access waits. `optional`, `manual`. */
  atBoot: z.enum(["emergency", "stalls", "automount", "optional", "manual"]),
  /** From the target to the server, where it is `emergency`. */
  chain: z.string().nullable(),
  mounted: z.boolean().nullable(),
  at: Cite,
});
export type PartMount = z.infer<typeof PartMount>;

export const PartGuest = z.object({
  /** VMID on Proxmox, UUID on libvirt. */
  id: z.string(),
  name: z.string(),
  running: z.boolean().nullable(),
  onboot: z.boolean(),
  template: z.boolean(),
  /** Place in the start order; null for unordered ones, which come last. */
  order: z.number().int().nullable(),
  upSeconds: z.number().int().nullable(),
  isHa: z.boolean(),
  macs: z.array(z.string()),
  addresses: z.array(z.string()),
  nics: z.array(
    z.object({
      bridge: z.string().nullable(),
      /** The tag that its definition asks for, else the PVID of its port; null where neither is known. */
      vid: z.number().int().nullable(),
      /** VLANs that its definition lets the guest tag itself, "920;921"; null where it names none. */
      trunks: z.string().nullable(),
      mac: z.string().nullable(),
      at: Cite,
    }),
  ),
  /** Where its disks lie: a storage by id, and the directory on the host, where either is known. */
  disks: z.array(z.object({ slot: z.string(), storage: z.string().nullable(), path: z.string().nullable(), at: Cite })),
  /** Roles by name or tag ("DNS", "gateway", "authentication"): a guess. */
  roles: z.array(z.string()),
  /** The next start moves its NIC to another PCI slot: "0x03 → 0x02". */
  nicMove: z.object({ words: z.string(), at: Cite }).nullable(),
  /** A way to its console without its network: "virsh console", "qm terminal", "VNC"; null where none is configured. */
  console: z.string().nullable(),
  at: Cite,
  onbootAt: Cite,
});
export type PartGuest = z.infer<typeof PartGuest>;

/** A port of a bridge that filters VLANs, as its table has it. */
export const PartPort = z.object({
  name: z.string(),
  /** The VLAN of untagged frames that enter here; null where the port has none. */
  pvid: z.number().int().nullable(),
  /** Ranges of VLANs that it carries, "1 10 20-40". */
  vids: z.string(),
  /** Those of them that leave untagged. */
  untagged: z.string(),
  at: Cite,
});
export type PartPort = z.infer<typeof PartPort>;

export const PartBridge = z.object({
  name: z.string(),
  filters: z.boolean(),
  /** A port of it is a tunnel: its VLANs are not those of the wire. */
  isOverlay: z.boolean(),
  selfPvid: z.number().int().nullable(),
  defaultPvid: z.number().int().nullable(),
  /** VLAN of the host's own address on it; null where it has none. */
  hostVid: z.number().int().nullable(),
  /** The host's own port; null where it has no VLAN, and where the bridge does not filter. */
  self: PartPort.nullable(),
  uplinks: z.array(
    z.object({
      name: z.string(),
      pvid: z.number().int().nullable(),
      /** Ranges of VLANs that it carries, "1 10 20-40"; null where the bridge does not filter. */
      vids: z.string().nullable(),
      /** Those of them that leave untagged; null where the bridge does not filter. */
      untagged: z.string().nullable(),
      carrier: z.boolean().nullable(),
      /** What the files give it, as they list it; null where they do not name it, or were not read. */
      configured: z.object({ pvid: z.number().int().nullable(), vids: z.string().nullable(), at: Cite }).nullable(),
      at: Cite,
    }),
  ),
  /** Ports of guests, by the guest's id where its definition was read; none where the bridge does not filter. */
  guestPorts: z.array(PartPort.extend({ guest: z.string().nullable() })),
  /** What the files make of it at the next boot; null where they do not name it, name it twice, or were not read. */
  configured: z.object({ filters: z.boolean().nullable(), defaultPvid: z.number().int().nullable(), at: Cite }).nullable(),
  /** Whether host and guests share a VLAN on it, or are apart on purpose; null where the facts to tell were not read. */
  separation: z.enum(["joined", "inferred", "confirmed", "undecidable"]).nullable(),
  at: Cite,
});
export type PartBridge = z.infer<typeof PartBridge>;

const Level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

/** A finding of the visit that makes something of the graph fail one day: what a rule saw, in its own words. */
export const PartFault = z.object({
  rule: z.string(),
  subject: z.string(),
  /** What was observed, with numbers. */
  words: z.string(),
  /** The catalogue's levels: from likelihood 3 it happens at the next such event, below it may. */
  likelihood: Level,
  impact: Level,
  confidence: z.enum(["confirmed", "inferred", "suspected"]),
  evidence: z.array(Cite),
});
export type PartFault = z.infer<typeof PartFault>;

/** How well the rules of a scenario could be decided for a host. */
export const ScenarioSight = z.object({
  /** `not-applicable`: every rule of it has nothing to say here. */
  sight: z.enum(["seen", "unseen", "not-applicable"]),
  /** Rules that could not be decided. */
  undecided: z.number().int(),
});
export type ScenarioSight = z.infer<typeof ScenarioSight>;

/** What one host says of how it hangs together with the rest: built at the visit, stored with the snapshot, all that the fleet graph needs. */
export const HostPart = z.object({
  hostname: z.string().nullable(),
  /** Names that are the host's own: host name, FQDN, node name. */
  names: z.array(z.string()),
  addresses: z.array(z.object({ address: z.string(), interface: z.string(), prefixLength: z.number().int(), at: Cite })),
  macs: z.array(z.string()),
  machineId: z.string().nullable(),
  system: z.enum(["proxmox", "libvirt", "linux"]).nullable(),
  guests: z.array(PartGuest),
  /** Whether what serves guests at boot waits for their storage: `pve-guests`, libvirt's autostart. */
  guestStart: z.object({ waitsForStorage: z.boolean().nullable(), isOnce: z.boolean(), at: Cite.nullable() }),
  mounts: z.array(PartMount),
  storages: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      servers: z.array(z.string()),
      path: z.string().nullable(),
      /** One copy for several nodes by itself: Ceph, DRBD; its loss is not that of one server. */
      isReplicated: z.boolean(),
      at: Cite,
    }),
  ),
  /** DNS servers in the order in which they are asked. */
  nameservers: z.array(Served),
  /** Lines of the hosts file: these names need no DNS. */
  staticNames: z.array(z.object({ name: z.string(), address: z.string(), at: Cite })),
  gateways: z.array(
    z.object({
      address: z.string(),
      mac: z.string().nullable(),
      interface: z.string().nullable(),
      metric: z.number(),
      answers: z.boolean().nullable(),
      at: Cite,
    }),
  ),
  timeSources: z.array(Served),
  /** Addresses of others that the neighbour table knows, with their MAC: tells which guest has an address. */
  neighbours: z.array(z.object({ address: z.string(), mac: z.string() })),
  bridges: z.array(PartBridge),
  /** Cards and bonds that are no port of a bridge or bond: a host's address or VLANs may lie on them. */
  cards: z.array(z.string()),
  /** VLANs of a card, bond or bridge that are devices of their own: those that run and those that files name. */
  vlanInterfaces: z.array(
    z.object({
      name: z.string(),
      vid: z.number().int(),
      parent: z.string(),
      /** Null where the running devices were not read. */
      isRunning: z.boolean().nullable(),
      /** A file brings it up at boot; null where files were not read. */
      isConfigured: z.boolean().nullable(),
      /** The running device; the file where it does not run. */
      at: Cite,
      file: Cite.nullable(),
    }),
  ),
  /** Cards whose configuration knows them only by a name that moves. */
  unpinned: z.array(z.object({ interface: z.string(), at: Cite })),
  /** A network change is saved and not applied. */
  pendingNetwork: Cite.nullable(),
  cluster: z
    .object({
      name: z.string(),
      nodeName: z.string().nullable(),
      members: z.array(z.object({ name: z.string(), votes: z.number().int(), addresses: z.array(z.string()) })),
      qdevice: z.object({ host: z.string().nullable(), votes: z.number().int(), isVoting: z.boolean().nullable() }).nullable(),
      totalVotes: z.number().int().nullable(),
      expectedVotes: z.number().int().nullable(),
      quorum: z.number().int().nullable(),
      twoNode: z.boolean(),
      /** HA resources are active on this node: without quorum it resets itself. */
      haActive: z.boolean().nullable(),
      at: Cite,
    })
    .nullable(),
  /** The node name resolves to loopback only: pmxcfs does not start at the next boot. */
  pmxcfsBlocked: Cite.nullable(),
  /** A hardware or software watchdog that resets a host which hangs, and what it takes for hanging. */
  watchdog: z.object({ resets: z.boolean(), onlyHeartbeat: z.boolean(), at: Cite }).nullable(),
  /** Ways to its own console: BMC addresses. */
  consoles: z.array(z.object({ by: z.string(), address: z.string(), at: Cite })),
  /** Kubernetes on this host: its node, and the hard NFS servers of its volumes. */
  kubernetes: z
    .object({ node: z.string(), isControlPlane: z.boolean(), cni: z.string().nullable(), nfsServers: z.array(Served), at: Cite })
    .nullable(),
  /** Where an alert goes from here: addresses that Prometheus or Alertmanager on this host send to. */
  alertTargets: z.array(Served),
  /** Findings that the graph carries (lib/graph/effects.ts). */
  faults: z.array(PartFault),
  /** By scenario; empty for a host that nobody has judged. */
  sight: z.partialRecord(z.enum(scenarios), ScenarioSight),
  /** Facts that could not be read, by name. */
  unread: z.array(z.string()),
});
export type HostPart = z.infer<typeof HostPart>;

import type { EffectTarget } from "#lib/graph/effects.ts";
import type { Need, NodeId, State } from "#lib/graph/model.ts";
import type { PartFault, PartGuest, PartMount } from "#lib/graph/part.ts";
import { isAtOrBelow } from "#lib/rules/shared/paths.ts";
import type { GraphBuilder } from "./builder.ts";
import { hostMounts } from "./kubernetes.ts";
import type { Identities } from "./machines.ts";
import type { Names } from "./names.ts";
import { bridgeId, type FleetMember, guestId, hostId, labelOf, nicId } from "./places.ts";

/** A node that a finding hits, and what it then lacks; nothing of something where the finding itself is the lack. */
export interface Hit {
  node: NodeId;
  name: string;
  from?: Need["from"];
  atLeast?: number;
  /** The host that sees it so, where the node is no single host's. */
  seenBy?: string;
  /** What it becomes, where that is another thing than of what the effect is meant for: a host without its card still runs. */
  becomes?: State;
}

export interface FaultWorld {
  graph: GraphBuilder;
  names: Names;
  identities: Identities;
  member: FleetMember;
}

type Finder = (world: FaultWorld, fault: PartFault) => readonly Hit[];

/** The nodes of a host that a finding is about. */
export function hitsOf(world: FaultWorld, target: EffectTarget, fault: PartFault): readonly Hit[] {
  return finders[target](world, fault);
}

const ownHost = ({ name }: FleetMember): Hit => ({ node: hostId(name), name });
const provider = (node: NodeId) => ({ node, weight: 1 });
/** The words of a subject that lists several things: "br-mgmt and br-wan". */
const wordsOf = ({ subject }: PartFault) => new Set(subject.split(/,? and |[\s,]+/));

const finders: Readonly<Record<EffectTarget, Finder>> = {
  host: ({ member }) => [ownHost(member)],
  "cluster-files": ({ member: { name, part } }) =>
    part.system === "proxmox" ? [{ node: `service:${name}/pmxcfs`, name: `/etc/pve of ${name}` }] : [],
  card: ({ member }, { subject }) => {
    const { name, part } = member;
    if (part.bridges.some(({ uplinks }) => uplinks.some((uplink) => uplink.name === subject)))
      return [{ node: nicId(name, subject), name: `${subject} of ${name}` }];
    const isOwn = part.addresses.some((own) => own.interface === subject || own.interface.startsWith(`${subject}.`));
    return isOwn ? [{ ...ownHost(member), becomes: "isolated" }] : [];
  },
  bridge: ({ member: { name, part } }, fault) => {
    const named = wordsOf(fault);
    return part.bridges.flatMap((bridge) => [
      ...(named.has(bridge.name) ? [{ node: bridgeId(name, bridge.name), name: `${bridge.name} of ${name}` }] : []),
      ...bridge.uplinks.flatMap((uplink) =>
        named.has(uplink.name) ? [{ node: nicId(name, uplink.name), name: `${uplink.name} of ${name}` }] : [],
      ),
    ]);
  },
  guest: ({ member }, { subject }) => guestsWhere(member, ({ name }) => name === subject),
  guests: ({ member }) => guestsWhere(member, () => true),
  "ha-guests": ({ member }) => guestsWhere(member, ({ isHa }) => isHa).map((hit) => ({ ...hit, from: [provider(hostId(member.name))] })),
  "ceph-guests": ({ member, identities }) => {
    const nodes = [hostId(member.name), ...identities.otherNodesOf(member.name)];
    const replicated = new Set(member.part.storages.filter(({ isReplicated }) => isReplicated).map(({ id }) => id));
    const hits = guestsWhere(member, ({ disks }) => disks.some(({ storage }) => storage !== null && replicated.has(storage)));
    return hits.map((hit) => ({ ...hit, from: nodes.map(provider), atLeast: nodes.length }));
  },
  "guests-on-storage": ({ member }, { subject }) => guestsWhere(member, ({ disks }) => disks.some(({ storage }) => storage === subject)),
  "absent-mounts": ({ member }) => mountsWhere(member, ({ mounted, servers }) => mounted === false && servers.length > 0),
  "mounts-by-name": ({ member, names }) =>
    mountsWhere(member, ({ servers }) => servers.some((server) => names.reach(member, server).name !== null)),
  "mounts-of-server": ({ member }, { subject }) => {
    const mounts = mountsWhere(member, ({ servers, address }) => servers.includes(subject) || address === subject);
    return [...mounts, ...mounts.flatMap(({ node }) => guestsBelow(member, node.slice(`mount:${member.name}/`.length)))];
  },
  "mount-by-hand": ({ graph, member }, { subject }) => byHand(graph, member, subject),
  "state-mounts": ({ member }, { subject }) => {
    const holding = mountsWhere(member, ({ mountPoint }) => isAtOrBelow(subject, mountPoint) || isAtOrBelow(mountPoint, subject));
    return holding.map(({ node }) => ({ ...ownHost(member), from: [provider(node)] }));
  },
  "silent-dns": ({ member, names }, fault) => {
    const silent = wordsOf(fault);
    const asked = member.part.nameservers.filter(({ server }) => silent.has(server) && !names.isKnownMachine(server));
    return asked.map(({ server }) => ({ node: names.dns(server), name: `DNS ${server}`, seenBy: member.name }));
  },
};

function guestsWhere({ name, part }: FleetMember, fits: (guest: PartGuest) => boolean): Hit[] {
  return part.guests
    .filter((guest) => !guest.template && fits(guest))
    .map((guest) => ({ node: guestId(name, guest.id), name: labelOf(guest) }));
}

function mountsWhere({ name, part }: FleetMember, fits: (mount: PartMount) => boolean): Hit[] {
  return hostMounts(part.mounts)
    .filter(fits)
    .map(({ mountPoint }) => ({ node: `mount:${name}/${mountPoint}`, name: `${mountPoint} of ${name}` }));
}

function guestsBelow(member: FleetMember, directory: string): Hit[] {
  return guestsWhere(member, ({ disks }) => disks.some(({ path }) => path !== null && isAtOrBelow(path, directory)));
}

/** A local mount is no node of its own until a finding needs one: its guests then start from it. */
function byHand(graph: GraphBuilder, member: FleetMember, directory: string): Hit[] {
  const { name: host } = member;
  const mount = graph.node("mount", `${host}/${directory}`, { name: directory, host });
  for (const { node, name } of guestsBelow(member, directory))
    graph.need({
      node,
      when: "start",
      from: [mount],
      becomes: "down",
      retries: false,
      words: `${name} cannot start: its disk lies on ${directory}`,
      manual: `mount ${directory}, then start ${name}`,
    });
  return [{ node: mount, name: `${directory} of ${host}` }];
}

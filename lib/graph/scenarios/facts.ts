import type { Cite } from "#lib/facts/cite.ts";
import { type HostPart, PartFault } from "#lib/graph/part.ts";
import { guestFrom } from "./guest-facts.ts";

/** What a line of a scenario says of the host above it. Nothing of the product imports this. */
interface Fact {
  pattern: RegExp;
  apply(part: HostPart, said: Record<string, string | undefined>, at: Cite): void;
}

const atBoot = { required: "stalls", emergency: "emergency", nofail: "optional", automount: "automount", noauto: "manual" } as const;
const words = (text = "") => text.split(/[\s,]+/).filter((word) => word !== "");

const facts: readonly Fact[] = [
  {
    pattern: /^address (?<address>\S+) on (?<device>\S+)$/,
    apply: (part, { address = "", device = "" }, at) => void part.addresses.push({ address, interface: device, prefixLength: 24, at }),
  },
  {
    pattern: /^mount (?<path>\S+) from (?<servers>[^,]+), (?<kind>hard|soft), (?<boot>\w+)$/,
    apply: (part, { path = "", servers, kind, boot }, at) =>
      void part.mounts.push({
        mountPoint: path,
        servers: words(servers),
        address: null,
        onLoss: kind === "soft" ? "errors" : "hangs",
        atBoot: atBoot[boot as keyof typeof atBoot],
        chain: boot === "emergency" ? `local-fs.target → ${path} → ${servers}` : null,
        mounted: true,
        at,
      }),
  },
  {
    pattern: /^storage (?<id>\S+) at (?<servers>[^,]+)(?<copies>, replicated)?$/,
    apply: (part, { id = "", servers = "", copies }, at) =>
      void part.storages.push({
        id,
        type: copies === undefined ? "iscsi" : "rbd",
        servers: servers.startsWith("/") ? [] : words(servers),
        path: servers.startsWith("/") ? servers : null,
        isReplicated: copies !== undefined,
        at,
      }),
  },
  {
    pattern: /^resolver (?<servers>.+)$/,
    apply: (part, { servers }, at) => void part.nameservers.push(...words(servers).map((server) => ({ server, at }))),
  },
  {
    pattern: /^hosts (?<address>\S+) (?<name>\S+)$/,
    apply: (part, { address = "", name = "" }, at) => void part.staticNames.push({ name, address, at }),
  },
  {
    pattern: /^gateway (?<address>\S+)(?: metric (?<metric>\d+))?(?<silent>, silent)?$/,
    apply: (part, { address = "", metric = "0", silent }, at) =>
      void part.gateways.push({ address, mac: null, interface: null, metric: Number(metric), answers: silent === undefined, at }),
  },
  { pattern: /^time from (?<server>\S+)$/, apply: (part, { server = "" }, at) => void part.timeSources.push({ server, at }) },
  {
    pattern:
      /^bridge (?<name>\S+) on (?<uplinks>[^,]+)(?:, filters(?:, pvid (?<pvid>\d+))?(?:, host in (?<vid>\d+))?(?:, files say (?<files>\d+))?)?$/,
    apply: (part, { name = "", uplinks, pvid, vid, files }, at) => {
      const own = pvid === undefined ? null : Number(pvid);
      const said = files === undefined ? null : { pvid: Number(files), vids: null, at };
      const uplink = (card: string) => ({ name: card, pvid: own, vids: null, untagged: null, carrier: true, configured: said, at });
      const hostVid = vid === undefined ? own : Number(vid);
      part.bridges.push({
        name,
        filters: at.text.includes(", filters"),
        isOverlay: false,
        selfPvid: own,
        defaultPvid: own,
        hostVid,
        self: null,
        uplinks: words(uplinks).map(uplink),
        guestPorts: [],
        configured: null,
        separation: null,
        at,
      });
    },
  },
  { pattern: /^guest (?<said>.+)$/, apply: (part, { said = "" }, at) => void part.guests.push(guestFrom(said, at)) },
  {
    pattern: /^guests (?<wait>wait|do not wait) for storage$/,
    apply: (part, { wait }, at) => void Object.assign(part.guestStart, { waitsForStorage: wait === "wait", at }),
  },
  { pattern: /^node name is 127\.0\.1\.1$/, apply: (part, _, at) => void Object.assign(part, { pmxcfsBlocked: at }) },
  { pattern: /^saved network change$/, apply: (part, _, at) => void Object.assign(part, { pendingNetwork: at }) },
  {
    pattern: /^(?<name>\S+) is VLAN (?<vid>\d+) of (?<parent>\S+)$/,
    apply: (part, { name = "", vid, parent = "" }, at) =>
      void part.vlanInterfaces.push({ name, vid: Number(vid), parent, isRunning: true, isConfigured: null, at, file: null }),
  },
  {
    pattern: /^card (?<card>\S+) known by its slot$/,
    apply: (part, { card = "" }, at) => void part.unpinned.push({ interface: card, at }),
  },
  { pattern: /^mac (?<mac>\S+)$/, apply: (part, { mac = "" }) => void part.macs.push(mac) },
  {
    pattern: /^sees (?<address>\S+) at (?<mac>\S+)$/,
    apply: (part, { address = "", mac = "" }) => void part.neighbours.push({ address, mac }),
  },
  {
    pattern: /^console (?<by>\S+) (?<address>\S+)$/,
    apply: (part, { by = "", address = "" }, at) => void part.consoles.push({ by, address, at }),
  },
  { pattern: /^alerts to (?<server>\S+)$/, apply: (part, { server = "" }, at) => void part.alertTargets.push({ server, at }) },
  {
    pattern: /^watchdog(?<heartbeat>, heartbeat only)?$/,
    apply: (part, { heartbeat }, at) =>
      void Object.assign(part, { watchdog: { resets: true, onlyHeartbeat: heartbeat !== undefined, at } }),
  },
  {
    pattern: /^kubernetes(?: with (?<cni>\w+))?(?:, volumes hard from (?<servers>.+))?$/,
    apply: (part, { cni = null, servers }, at) => {
      const nfsServers = words(servers).map((server) => ({ server, at }));
      part.kubernetes = { node: part.hostname ?? "", isControlPlane: true, cni, nfsServers, at };
    },
  },
  {
    pattern: /^finding (?<rule>\S+) on (?<subject>[^,]+), (?<likelihood>[1-4]) x (?<impact>[1-4]): (?<words>.+)$/,
    apply: (part, { rule = "", subject = "", likelihood, impact, words: seen = "" }, at) =>
      void part.faults.push(
        PartFault.parse({
          rule,
          subject,
          words: seen,
          likelihood: Number(likelihood),
          impact: Number(impact),
          confidence: "confirmed",
          evidence: [at],
        }),
      ),
  },
  { pattern: /^(?<fact>\w+) unread$/, apply: (part, { fact = "" }) => void part.unread.push(fact) },
];

/** Adds to a host's part what a line says. Throws for a line that nobody understands. */
export function addFact(part: HostPart, at: Cite): void {
  const fact = facts.find(({ pattern }) => pattern.test(at.text));
  if (fact === undefined) throw new Error(`${at.source}:${at.line}: "${at.text}" is no fact`);
  fact.apply(part, fact.pattern.exec(at.text)?.groups ?? {}, at);
}

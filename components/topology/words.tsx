import {
  AtSign,
  Bell,
  Boxes,
  Box as BoxIcon,
  Clock,
  Cog,
  Database,
  EthernetPort,
  FolderSymlink,
  Globe,
  type LucideIcon,
  Network,
  Plug,
  Router,
  Server,
  Tag,
  Terminal,
  Vote,
} from "lucide-react";
import { type Tone, ToneWord } from "#components/findings/tone.tsx";
import type { NodeKind, State, When } from "#lib/graph/model.ts";
import type { View } from "#lib/graph/topology/picture.ts";
import { type Severity, severities } from "#lib/rules/severity.ts";

/** Title and severity of each rule, by id. */
export type RuleWords = Readonly<Record<string, { title: string; severity: Severity }>>;

/** The names of the views. */
export const viewWords: Readonly<Record<View, string>> = {
  network: "Network",
  storage: "Storage",
  cluster: "Clusters",
  dependencies: "Dependencies",
};

/** What each view answers. */
export const viewQuestions: Readonly<Record<View, string>> = {
  network: "How do guests get out: host, bridge, uplink or VLAN, gateway?",
  storage: "Who needs which storage, by which mount, and which guests lie on it?",
  cluster: "Who votes where, what does a quorum device add, and where does it run?",
  dependencies: "Who needs whom, and whose loss alone takes most with it?",
};

const kinds: Readonly<Record<NodeKind, { word: string; icon: LucideIcon }>> = {
  host: { word: "host", icon: Server },
  guest: { word: "guest", icon: BoxIcon },
  nic: { word: "uplink", icon: EthernetPort },
  bridge: { word: "bridge", icon: Network },
  vlan: { word: "VLAN", icon: Tag },
  mount: { word: "mount", icon: FolderSymlink },
  storage: { word: "storage", icon: Database },
  name: { word: "name", icon: AtSign },
  dns: { word: "DNS server", icon: Globe },
  gateway: { word: "gateway", icon: Router },
  cluster: { word: "cluster", icon: Boxes },
  "quorum-device": { word: "quorum device", icon: Vote },
  "time-source": { word: "time source", icon: Clock },
  "alert-path": { word: "alert path", icon: Bell },
  console: { word: "console", icon: Terminal },
  service: { word: "service", icon: Cog },
  power: { word: "power", icon: Plug },
};

/** The word for a kind of thing. */
export function kindWord(kind: NodeKind): string {
  return kinds[kind].word;
}

/** The icon of a kind of thing; decoration beside its word. */
export function KindIcon({ kind, className }: { kind: NodeKind; className?: string }) {
  const { icon: Icon } = kinds[kind];
  return <Icon aria-hidden className={className} />;
}

/** How bad a state is. */
export const stateTones: Readonly<Record<State, Tone>> = {
  down: "critical",
  hung: "critical",
  isolated: "high",
  unmanaged: "high",
  unnoticed: "medium",
  degraded: "medium",
};

/** A state as icon, word and colour. */
export function StateWord({ state }: { state: State }) {
  return <ToneWord tone={stateTones[state]}>{state}</ToneWord>;
}

/** When something is needed, as it stands before a sentence. */
export const whenWords: Readonly<Record<When, string>> = {
  boot: "to boot",
  start: "to start",
  run: "to run",
  login: "to log in",
  alert: "to be noticed",
  recover: "to be recovered",
  refit: "to boot on changed hardware",
  reload: "when its network is applied",
};

/** The worst severity of some rules; medium for one that this version does not know. */
export function worstSeverity(rules: RuleWords, ids: readonly string[]): Severity {
  const ranks = ids.map((id) => severities.indexOf(rules[id]?.severity ?? "medium"));
  return severities[Math.max(0, ...ranks)] ?? "medium";
}

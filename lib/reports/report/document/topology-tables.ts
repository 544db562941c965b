import { count } from "#lib/format.ts";
import { evenly } from "#lib/reports/report/pictures/matrix.ts";
import { besides, nameOf, type TopologyIndex } from "#lib/reports/report/pictures/topology-index.ts";
import type { HostGroup } from "#lib/reports/report/pictures/topology-overview.ts";
import { kindWords, machinesElsewhere, whenWords } from "#lib/reports/report/pictures/topology-words.ts";
import type { TopologyTie } from "#lib/reports/report/topology-model.ts";
import { bandOf } from "#lib/rules/severity.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import { type Block, code, said, type Words } from "./block.ts";
import { quiet, toneWords } from "./words.ts";

/** In a report of more hosts, ties with the same faults stand together whatever they lead to. */
const maximumHosts = 36;

/** Names in one cell: rows that are much taller leave pages empty. */
const maximumNames = 30;

/** Clusters, sites and networks with their hosts by name: whoever was not read is named as such. */
export function* groupTable(groups: readonly HostGroup[]): Generator<Block> {
  yield { kind: "heading", level: 3, id: "topology-groups", words: said("Clusters, sites and networks") };
  yield {
    kind: "table",
    label: "Clusters, sites and networks",
    columns: [
      { title: "Group", weight: 2 },
      { title: "Hosts", weight: 0.7, align: "right" },
      { title: "Names", weight: 4 },
      { title: "Not read", weight: 2 },
    ],
    rows: groups.flatMap(({ kind, name, hosts }) =>
      evenly(hosts, maximumNames).map(({ from, items }): Words[] => {
        const unread = items.filter(({ read }) => !read).map((host) => host.name);
        return [
          kind === "alone" ? said(name) : [{ text: `${kind} ` }, code(name)],
          said(from === 0 ? String(hosts.length) : "more"),
          [code(items.map((host) => host.name).join(", "))],
          unread.length === 0 ? said("") : [{ text: unread.join(", "), tone: "unknown" }],
        ];
      }),
    ),
  };
}

interface ThingRow {
  id: string;
  host: string | null;
  because: string | null;
  /** Machines that it alone takes, hosts tied to it, and what else is hit. */
  machines: number;
  hosts: number;
  others: number;
}

/** What hosts are tied to or what takes machines with it, the worst first. A host outside of the report is no story of this one. */
function thingRows(index: TopologyIndex): ThingRow[] {
  const hostsAt = (id: string) => besides(index, id).filter((one) => index.host(one) !== undefined).length;
  const things = index.things.flatMap(({ id, kind, host, because, loss: { machines, others } }): ThingRow[] => {
    const hosts = hostsAt(id);
    const isTold = kind !== "host" && (machines > 0 || (hosts > 0 && kind !== "guest"));
    return isTold ? [{ id, host, because, machines, hosts, others }] : [];
  });
  const hosts = index.hosts.flatMap((host): ThingRow[] => {
    const { id, loss } = host;
    const machines = machinesElsewhere(host);
    return machines === 0 ? [] : [{ id, host: null, because: null, machines, hosts: hostsAt(id), others: loss.others }];
  });
  return [...things, ...hosts].sort(
    (one, other) => other.machines - one.machines || other.hosts - one.hosts || (one.id < other.id ? -1 : 1),
  );
}

/** Everything that hosts hang on, with what goes with it alone. */
export function* thingTable(index: TopologyIndex, drawn: ReadonlySet<string> | null): Generator<Block> {
  const rows = thingRows(index);
  yield { kind: "heading", level: 3, id: "topology-things", words: said("What goes with what") };
  if (rows.length === 0) {
    yield { kind: "paragraph", words: said("Nothing is known that these hosts hang on.") };
    return;
  }
  yield {
    kind: "table",
    label: "What goes with what",
    columns: [
      { title: "If this is lost", weight: 3 },
      { title: "Lies on, or taken for it because", weight: 3.4 },
      { title: "Hosts tied to it", weight: 0.9, align: "right" },
      { title: "Machines that it alone takes", weight: 1.1, align: "right" },
      { title: "Else hit", weight: 0.8, align: "right" },
      ...(drawn === null ? [] : [{ title: "Drawn", weight: 0.8 }]),
    ],
    rows: rows.map(({ id, host, because, machines, hosts, others }): Words[] => [
      [{ text: nameOf(index, id, kindWords), ...(machines > 0 && { style: "strong" as const }) }],
      said([...(host === null ? [] : [`on ${host}`]), ...(because === null ? [] : [because])].join("; ")),
      said(String(hosts)),
      said(String(machines)),
      said(String(others)),
      ...(drawn === null ? [] : [said(drawn.has(id) ? "yes" : "no")]),
    ]),
  };
}

/** Ties that a rule finds at fault and those of which nobody could read whether they are so; alike ones once, with who has them. */
export function* faultTable(index: TopologyIndex): Generator<Block> {
  const open = index.ties.filter(({ severity, unknown }) => severity !== null || unknown);
  if (open.length === 0) return;
  const isLarge = index.hosts.length > maximumHosts;
  const alike = [...groupBy(open, ({ severity, to, faults }) => JSON.stringify([severity, isLarge ? "" : to, faults])).values()];
  const sorted = alike.sort(([one], [other]) => bandOf(other?.severity ?? "info") - bandOf(one?.severity ?? "info"));
  yield { kind: "heading", level: 3, id: "topology-faults", words: said("Ties that are at fault or not known") };
  yield {
    kind: "table",
    label: "Ties that are at fault or not known",
    columns: [
      { title: "State", weight: 1.1 },
      { title: "What needs", weight: 2.8 },
      { title: "What it needs", weight: 2.2 },
      { title: "When", weight: 1 },
      { title: "What happens without it", weight: 3.2 },
    ],
    rows: sorted.flatMap((ties) => evenly(ties, maximumNames).map(({ items }) => faultRow(index, items))),
  };
}

function faultRow(index: TopologyIndex, ties: readonly TopologyTie[]): Words[] {
  const [first] = ties;
  const tone = first?.severity ?? ("unknown" as const);
  const words = (ties.length === 1 ? first?.words : first?.words.slice(0, 1)) ?? [];
  return [
    [{ text: toneWords[tone], tone }],
    said(ties.map(({ from }) => nameOf(index, from, kindWords)).join(", ")),
    said([...new Set(ties.map(({ to }) => nameOf(index, to, kindWords)))].join(", ")),
    said(whenWords(ties.flatMap(({ when }) => when))),
    [{ text: words.join("\n") }, ...(ties.length === 1 ? [] : [quiet(`\nand alike for ${count(ties.length - 1, "other")}`)])],
  ];
}

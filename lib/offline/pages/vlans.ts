import { count } from "#lib/format.ts";
import type { Disagreement, Passage, VlanCell, VlanColumn, VlanRow } from "#lib/graph/vlans/model.ts";
import type { VlanView } from "#lib/graph/vlans/view.ts";
import type { Entry } from "#lib/offline/contents.ts";
import { bullets, heading, type Part, paragraph, table } from "#lib/offline/kit.ts";
import { type Page, start } from "#lib/offline/page.ts";
import { plainTexts } from "#lib/plain-text.ts";
import { code, type Piece, prose, said, type Words } from "#lib/reports/report/document/block.ts";
import { quiet, toneWords } from "#lib/reports/report/document/words.ts";

/** Where the n-th page of the matrix lies, from 1. */
export function vlansPath(page: number): string {
  return page === 1 ? "vlans.html" : `vlans/page-${page}.html`;
}

/** One page of the VLAN matrix; the first begins with where hosts disagree. */
export function vlansPage(raw: VlanView): Page {
  const view = plainTexts(raw);
  const { page, pages } = view;
  const all = Array.from({ length: pages }, (_, index): Entry => ({ name: `Page ${index + 1}`, path: vlansPath(index + 1) }));
  return {
    path: vlansPath(page),
    title: page === 1 ? "VLANs across hosts" : `VLANs across hosts, page ${page} of ${pages}`,
    trail: page === 1 ? [start] : [start, { name: "VLANs", path: vlansPath(1) }],
    ...(pages === 1 ? {} : { tabs: { about: "VLANs across hosts", pages: all } }),
    parts: vlanParts(view),
  };
}

function* vlanParts(view: VlanView): Generator<Part> {
  if (view.page === 1) {
    const { pvids, cutOff, drifted, told, uplinks, unreadHosts } = view.totals;
    yield {
      kind: "pairs",
      pairs: [
        ["PVIDs that disagree", said(String(pvids))],
        ["VLANs that do not get out", said(`${cutOff.vlans}, with ${count(cutOff.guests, "guest")}`)],
        ["Running otherwise than configured", said(String(drifted))],
        ["Switch side declared", said(`${told} of ${count(uplinks, "uplink")}`)],
        ["Hosts not read", unreadHosts === 0 ? said("none") : [{ text: String(unreadHosts), tone: "unknown" }]],
      ],
    };
    yield heading("disagreements", `Disagreements (${view.disagreements.length + view.moreDisagreements})`);
    yield disagreementTable(view.disagreements);
    if (view.moreDisagreements > 0)
      yield paragraph({
        text: `${view.moreDisagreements} further ones are left out here: the page of Bulkhead itself shows them.`,
        tone: "unknown",
      });
  }
  yield heading("matrix", "Who is in which VLAN");
  yield paragraph(
    quiet(
      "PVID: untagged frames of the uplink; PVID·t: untagged in, tagged out; U: untagged out only; tagged; all: not filtered; not out: not on the uplink; inside: no uplink; · nothing there; ? not read.",
    ),
  );
  yield* view.columns.length === 0 ? [paragraph("No host has a bridge, card or bond that VLANs lie on.")] : matrixTables(view);
  if (view.moreRows > 0) yield paragraph({ text: `${count(view.moreRows, "further VLAN")} left out here.`, tone: "unknown" });
  yield heading("unknown", "What is not known");
  yield view.unknown.length === 0 ? paragraph("Everything on this page was read.") : bullets(view.unknown);
}

function disagreementTable(disagreements: readonly Disagreement[]): Part {
  if (disagreements.length === 0) return paragraph("None that is known.");
  return table(
    "Disagreements about VLANs",
    [
      ["Severity", 1],
      ["What", 3],
      ["Hosts", 1.6],
      ["Observed", 3],
      ["Expected", 3],
    ],
    disagreements.map(({ severity, title, hosts, observed, expected, rule }) => [
      [{ text: toneWords[severity], tone: severity }],
      [...prose(title), ...(rule === null ? [] : [{ text: "\n" }, code(rule)])],
      hosts.map((host): Piece => code(host)).flatMap((piece, index) => (index === 0 ? [piece] : [{ text: ", " }, piece])),
      prose(observed),
      prose(expected),
    ]),
  );
}

/** So many columns stand beside each other; what is wider is hard to read on a phone and on paper. */
const columnsAtOnce = 6;

function* matrixTables({ columns, rows }: VlanView): Generator<Part> {
  for (let from = 0; from < columns.length; from += columnsAtOnce) {
    const shown = columns.slice(from, from + columnsAtOnce);
    const label = `VLANs of ${[...new Set(shown.map(({ host }) => host))].join(", ")}`;
    const own = rows.filter(({ cells }) => cells.slice(from, from + columnsAtOnce).some((cell) => cell !== null));
    const head = shown.map(({ host, name }): readonly [string, number] => [name === "" ? host : `${host} ${name}`, 2]);
    yield table(
      label,
      [["VLAN", 1.4], ...head],
      own.map((row) => [rowHead(row), ...shown.map((column, index) => cellWords(row.cells[from + index] ?? null, column))]),
    );
  }
}

function rowHead({ range, subnets }: VlanRow): Words {
  const name = range === null ? "untagged" : range[0] === range[1] ? String(range[0]) : `${range[0]}–${range[1]}`;
  return [{ text: name, style: "strong" }, ...subnets.slice(0, 2).map((subnet) => quiet(`\n${subnet}`))];
}

const passages: Record<Passage, string> = {
  pvid: "PVID",
  "pvid-tagged": "PVID·t",
  untagged: "U",
  tagged: "tagged",
  all: "all",
  mixed: "uplinks differ",
  none: "not out",
  inside: "inside",
};
const files = { same: [], open: [], "not-running": ["only in files"], "not-configured": ["not in files"] } as const;
const sides = { native: ["switch native"], tagged: [], refused: ["not on switch"], open: [] } as const;
const shownGuests = 6;

function cellWords(cell: VlanCell | null, { kind }: VlanColumn): Words {
  if (kind === "unread") return [{ text: "not read", tone: "unknown" }];
  if (cell === null) return [quiet("·")];
  const { passage, own, guests, severity } = cell;
  const named = guests
    .slice(0, shownGuests)
    .map(({ name, isRunning, tags }) => `${name}${isRunning ? "" : " (off)"}${tags ? " (tags)" : ""}`);
  const more = guests.length > shownGuests ? [`and ${guests.length - shownGuests} more`] : [];
  const rest = [...own.map((address) => `host ${address}`), ...named, ...more, ...files[cell.files], ...sides[cell.told]];
  return [
    severity === null ? { text: passages[passage] } : { text: `${passages[passage]}, disagrees`, tone: severity },
    ...rest.map((text) => quiet(`\n${text}`)),
  ];
}

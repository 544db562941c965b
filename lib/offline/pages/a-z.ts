import { type Contents, type Entry, hostPages } from "#lib/offline/contents.ts";
import { heading, link, type Part, paragraph } from "#lib/offline/kit.ts";
import { type Page, start } from "#lib/offline/page.ts";
import type { Piece } from "#lib/reports/report/document/block.ts";
import { quiet } from "#lib/reports/report/document/words.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";

/** Something in the index, and what it is. */
interface Line extends Entry {
  kind: string;
  further?: readonly Piece[];
}

/** Every page by its name; who has no script finds by the browser's own search. */
export function aToZPage(contents: Contents, hostNames: readonly string[]): Page {
  return { path: "a-z.html", title: "A–Z", trail: [start], parts: aToZParts(linesOf(contents, hostNames)) };
}

function linesOf({ hosts, clusters, windows, incidents, rules, documents, events }: Contents, hostNames: readonly string[]): Line[] {
  const of = (kind: string, entries: readonly Entry[]) => entries.map((entry): Line => ({ ...entry, kind }));
  const hostLines = hosts.map((entry, index): Line => {
    const { runbook, reboot, depends } = hostPages(hostNames[index] ?? entry.name);
    const further = [
      link("runbook", runbook),
      { text: ", " },
      link("if it reboots", reboot),
      { text: ", " },
      link("what hangs together", depends),
    ];
    return { ...entry, kind: "host", further };
  });
  const own: Entry[] = [
    { name: "Cold start", path: "cold-start.html" },
    { name: "Findings", path: "findings.html" },
    { name: "Read a host by hand", path: "by-hand.html" },
    { name: "Unknown", path: "unknown.html" },
    { name: "VLANs", path: "vlans.html" },
    { name: "Topology", path: "topology.html" },
  ];
  const all = [
    ...hostLines,
    ...of("cluster", clusters),
    ...of("window", windows),
    ...of("incident", incidents),
    ...of("rule", rules),
    ...of("document", documents),
    ...of("rehearsal", events),
    ...of("page", own),
  ];
  return all.toSorted((one, other) => one.name.localeCompare(other.name, "en", { numeric: true }) || (one.path < other.path ? -1 : 1));
}

function* aToZParts(lines: readonly Line[]): Generator<Part> {
  const letters = [...groupBy(lines, ({ name }) => letterOf(name))].toSorted(([one], [other]) => (one < other ? -1 : 1));
  yield paragraph("The browser's own search (Ctrl+F) finds on this page what every page is called.");
  for (const [letter, own] of letters) {
    yield heading(idOf(letter), letter, 2);
    yield {
      kind: "list",
      ordered: false,
      items: own.map(({ name, path, kind, further = [] }) => [
        link(name, path),
        quiet(` ${kind}${further.length === 0 ? "" : ": "}`),
        ...further,
      ]),
    };
  }
}

function letterOf(name: string): string {
  const first = name.normalize("NFKD").charAt(0).toUpperCase();
  return /[A-Z]/.test(first) ? first : "0–9 and others";
}

function idOf(letter: string): string {
  return letter.length === 1 ? `letter-${letter}` : "letter-others";
}

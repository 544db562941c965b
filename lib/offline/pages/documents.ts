import { type Entry, entryIn } from "#lib/offline/contents.ts";
import { command, heading, link, type Part, paragraph, table } from "#lib/offline/kit.ts";
import { markdownMarkup } from "#lib/offline/markdown.ts";
import { type Page, start } from "#lib/offline/page.ts";
import { prose, type Words } from "#lib/reports/report/document/block.ts";

/** A document of Bulkhead. */
export interface OfflineDocument {
  /** Its file, without its ending: "report-json". */
  id: string;
  /** Its first heading. */
  title: string;
  markdown: string;
}

export function documentEntry({ id, title }: Pick<OfflineDocument, "id" | "title">): Entry {
  return entryIn("documents", title, id);
}

/** Documents that are pages of their own here already. */
const told: Readonly<Record<string, string>> = { rules: "rules.html" };

/** One document; what it says of others leads to their pages. */
export function documentPage({ id, title, markdown }: OfflineDocument, all: readonly Pick<OfflineDocument, "id" | "title">[]): Page {
  const { path } = documentEntry({ id, title });
  const pageOf = (url: string): string | null => {
    const [, name] = /^(?:docs\/|\.\/)?([a-z0-9-]+)\.md(?:#.*)?$/.exec(url) ?? [];
    const other = all.find((one) => one.id === name);
    return other === undefined ? (told[name ?? ""] ?? null) : documentEntry(other).path;
  };
  const body = markdown.replace(/^# .*\n/, "");
  return {
    path,
    title,
    trail: [start, { name: "Documents", path: "documents.html" }],
    parts: markdownMarkup(body, { page: path, firstLevel: 2, pageOf }),
  };
}

/** What is in the folder beside pages, and how to prove that it is whole. */
export function documentsPage(documents: readonly OfflineDocument[]): Page {
  return { path: "documents.html", title: "Documents and data", trail: [start], parts: documentsParts(documents) };
}

function* documentsParts(documents: readonly OfflineDocument[]): Generator<Part> {
  yield heading("documents", "Documents");
  if (documents.length === 0)
    yield paragraph({ text: "The documents were not installed beside the command that made this folder.", tone: "unknown" });
  else yield { kind: "list", ordered: false, items: documents.map((one) => [link(one.title, documentEntry(one).path)]) };
  yield heading("files", "The same picture as data");
  const row = (path: string, words: string): Words[] => [[link(path, path)], prose(words)];
  yield table(
    "Files",
    [
      ["File", 2],
      ["What it holds", 6],
    ],
    [
      row("report-fleet.json", "The report of the whole fleet, as `bulkhead report --fleet --format json` writes it"),
      row("findings.csv", "Every standing finding and everything that is not known, for a spreadsheet"),
      row("by-hand/bulkhead-probe.sh", "The script of a visit, to run by hand"),
      row("manifest.json", "Every file with its size and SHA-256, when and by which version it was made"),
      row("SHA256SUMS", "The same sums, for sha256sum(1)"),
    ],
  );
  yield heading("whole", "Is this folder whole?");
  yield paragraph("A stick that was pulled out too early, or a copy that broke off, shows here. In this folder:");
  yield command("sha256sum --quiet -c SHA256SUMS && echo whole");
}

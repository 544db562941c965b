import { describe, expect, test } from "vitest";
import type { rehearse } from "#lib/graph/rehearse.ts";
import { plainTexts } from "#lib/plain-text.ts";
import { hostileTexts, incidentReportOf, reportOf } from "#lib/reports/report/testing.ts";
import { windowReportOf } from "#lib/reports/report/testing-window.ts";
import type { Contents } from "./contents.ts";
import { markdownMarkup } from "./markdown.ts";
import { type Edition, type Page, renderPage } from "./page.ts";
import { aToZPage } from "./pages/a-z.ts";
import { coldStartPage } from "./pages/cold-start.ts";
import { documentPage } from "./pages/documents.ts";
import { findingsPage, fleetPage, hostsPage, unknownPage } from "./pages/fleet.ts";
import { clusterPage, hostPage, ofHost } from "./pages/host.ts";
import { incidentPage } from "./pages/incidents.ts";
import { rehearsalPage } from "./pages/rehearsal.ts";
import { runbookPage, runbooksPage } from "./pages/runbook.ts";
import { type OfflineWindow, windowPage, windowsPage } from "./pages/windows.ts";
import { complaintsOf, dangersIn } from "./testing.ts";

const at = "2026-01-10T12:00:00.000Z";
const edition = (lookup: Edition["lookup"] = new Map()): Edition => ({
  madeAt: at,
  madeBy: { version: "0.1.0", rules: 2, catalogue: "0123456789ab" },
  lookup,
});
const cite = (text: string) => ({ source: text, line: 2, text });

function windowOf(text: string, change: Partial<OfflineWindow> = {}): OfflineWindow {
  const id = "00000000-0000-4000-8000-000000000000";
  const times = { state: "running", startsAt: new Date(at), timeZone: "Europe/Berlin" } as const;
  return { id, title: text, ...times, hosts: [{ name: text }], verdict: "no-go", ...change };
}

/** Pages in which everything that a host or a person can choose is the given text. */
function pagesOf(text: string): Page[] {
  const report = plainTexts(reportOf(text));
  const entry = { name: plainTexts(text), path: "hosts/x.html" };
  const contents: Contents = {
    hosts: [entry],
    clusters: [entry],
    windows: [entry],
    incidents: [entry],
    rules: [entry],
    families: [],
    documents: [],
    events: [entry],
  };
  const node = { id: "host:x", kind: "host" as const, name: text, host: text };
  const because = { node, need: text, rule: "storage/z", evidence: [cite(text)] };
  const step = { order: 1, phase: "return" as const, node, state: "down" as const, words: text, because, confidence: "inferred" as const };
  const rehearsal: ReturnType<typeof rehearse> = {
    ...{
      given: [],
      steps: [step],
      survives: [node],
      votes: [{ cluster: text, have: 1, need: 2 }],
      unknown: [text],
      unnoticed: [text],
      tryFirst: text,
    },
    manual: [{ node, action: text, wayIn: null }],
  };
  const played = plainTexts({ given: text, headline: { tone: "high" as const, sentence: text, next: text }, rehearsal });
  const incident = incidentReportOf(text).exposure;
  if (incident === null) throw new Error("an incident report without its incident");
  return [
    fleetPage(report, contents),
    hostsPage(report, contents),
    findingsPage(report),
    unknownPage(report),
    aToZPage(contents, [text]),
    hostPage(text, report),
    clusterPage(text, report),
    runbooksPage(report.hosts, [text], "documents/offline.html"),
    runbookPage({
      host: text,
      seenAt: at,
      sections: [{ title: text, lines: [{ words: text, command: text, evidence: [cite(text)] }], missing: text }],
    }),
    runbookPage({ host: text, seenAt: null, sections: [] }),
    rehearsalPage({ ...played, lasting: new Set() }, { path: "rehearsals/x.html", ...ofHost(text) }),
    coldStartPage(
      plainTexts({
        stages: [{ start: [node], waitSeconds: 3, manual: [text] }],
        cycles: [{ nodes: [node], cuts: [{ from: node, to: node, need: text, fix: text, rule: text }] }],
        unknown: [text],
      }),
    ),
    windowPage(windowOf(text), windowReportOf(text)),
    windowPage(windowOf(text), windowReportOf(text, { preCheck: null, postCheck: null })),
    windowsPage([windowOf(text), windowOf(text, { state: "overrun", verdict: null })]),
    incidentPage({
      exposure: incident,
      entry: {
        id: "x",
        title: text,
        summary: text,
        system: text,
        scenarios: ["reboot"],
        chain: [{ step: text, text, kind: "latent", rules: [], supposed: false }],
        lessons: [text],
        body: text,
        origin: "own",
        source: { title: text, url: "https://example.org/x" },
      },
    }),
  ];
}

const whole = (page: Page) => [...renderPage(page, edition())].join("");

describe("pages", { timeout: 120_000 }, () => {
  test.each(hostileTexts)("are valid, and nothing in them runs or leads elsewhere, whatever hosts and people say: %j", async (text) => {
    for (const page of pagesOf(text)) {
      const file = whole(page);
      expect(await complaintsOf(file), page.path).toEqual([]);
      expect(dangersIn(file.replace(/>[^<]*</g, "><").replace(/"[^"]*"/g, '""')), page.path).toEqual([]);
      for (const [, href] of file.matchAll(/ href="([^"]*)"/g))
        expect(href).toMatch(/^(\.\.\/)?[a-z0-9/-]*(\.html|\.json|\.csv|\.sh|SHA256SUMS)?(#[\w-]+)?$/);
    }
  });

  test("say in bold when they were made and that they do not change", () => {
    for (const page of pagesOf("x"))
      expect(whole(page)).toContain("<strong>This is how it was on 2026-01-10 12:00 UTC. It does not change.</strong>");
  });

  test("tell what is not known: an unread host, an unchecked window, a missing section", () => {
    const [fleet, , , unknown] = pagesOf("kvm-77").map(whole);
    expect(fleet).toContain("1 host never read");
    expect(unknown).toContain("never");
    expect(whole(runbookPage({ host: "x", seenAt: null, sections: [] }))).toContain("It was never read");
    expect(whole(windowPage(windowOf("x"), windowReportOf("x", { preCheck: null })))).toContain("No pre-check was made");
    expect(whole(windowsPage([windowOf("x", { verdict: null })]))).toContain("not checked");
  });

  test("lead from what others name to its page", () => {
    const page = hostPage("kvm-01", plainTexts(reportOf("kvm-01")));
    const file = [
      ...renderPage(
        page,
        edition(
          new Map([
            ["storage/z", "rules/storage.html#z"],
            ["kvm-01", "hosts/kvm-01.html"],
          ]),
        ),
      ),
    ].join("");
    expect(file).toContain('<a href="../rules/storage.html#z"><code>storage/z</code></a>');
    expect(file).not.toContain('href="kvm-01.html"><code>');
  });
});

describe("Markdown", () => {
  const markup = (text: string) =>
    markdownMarkup(text, { page: "documents/x.html", firstLevel: 2, pageOf: (url) => (url === "other.md" ? "documents/other.html" : null) })
      .map((part) => part.text)
      .join("\n");

  test("leads to documents that are here, and tells addresses of others", () => {
    expect(markup("[here](other.md)")).toBe('<p><a href="../documents/other.html">here</a></p>');
    expect(markup("[there](https://example.org/x) <https://example.org/y>")).toBe(
      "<p>there (<code>https://example.org/x</code>) https://example.org/y</p>",
    );
    expect(markup("[gone](gone.md) [js](javascript:alert(1)) ![p](http://x/y.png) [root](/etc/passwd)")).toBe("<p>gone js p root</p>");
  });

  test("shows HTML as text", () => {
    expect(markup("<script>alert(1)</script>")).toBe("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    expect(markup("a <b onclick=x>c</b>")).toBe("<p>a &lt;b onclick=x&gt;c&lt;/b&gt;</p>");
  });

  test.each(hostileTexts)("is valid whatever it says: %j", async (text) => {
    const page = documentPage(
      {
        id: "x",
        title: "X",
        markdown: `# X\n\n${text}\n\n## ${text}\n\n| a |\n| - |\n| ${text} |\n\n1. ${text}\n   - ${text}\n\n> ${text}\n`,
      },
      [],
    );
    expect(await complaintsOf(whole(page))).toEqual([]);
  });
});

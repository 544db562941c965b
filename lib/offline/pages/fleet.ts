import { ago, count } from "#lib/format.ts";
import type { Contents, Entry } from "#lib/offline/contents.ts";
import { heading, link, type Part, paragraph, table } from "#lib/offline/kit.ts";
import { type Page, start } from "#lib/offline/page.ts";
import { appendix } from "#lib/reports/report/document/appendix.ts";
import { prose, said, type Words } from "#lib/reports/report/document/block.ts";
import { acceptedBlocks, findingBlocks } from "#lib/reports/report/document/findings.ts";
import { answerBlocks, readinessBlocks } from "#lib/reports/report/document/overview.ts";
import { unknownBlocks } from "#lib/reports/report/document/unknown.ts";
import { momentOr, riskWords, toneWords } from "#lib/reports/report/document/words.ts";
import type { Report, ReportFinding } from "#lib/reports/report/model.ts";
import { stateNames } from "#lib/reports/words.ts";
import { bandOf } from "#lib/rules/severity.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";

/** The first page: how old all this is, what each host would do, what is worst, and where everything else stands. */
export function fleetPage(report: Report, contents: Contents): Page {
  return { path: start.path, title: "The fleet", trail: [], parts: fleetParts(report, contents) };
}

const shownFindings = 15;

function* fleetParts(report: Report, contents: Contents): Generator<Part> {
  yield paragraph({ text: ageWords(report), style: "strong" });
  yield* answerBlocks(report);
  yield* readinessBlocks(report);
  yield heading("worst", "Worst findings");
  const rows = findingRows(report.findings);
  if (rows.length === 0)
    yield paragraph("No finding is open. What could not be decided stands under ", link("Unknown", "unknown.html"), ".");
  else yield findingTable("Worst findings", rows.slice(0, shownFindings));
  yield paragraph(link(`All ${count(report.findings.length, "open finding")}, and accepted ones`, "findings.html"));
  yield heading("windows", "Maintenance windows");
  yield paragraph(...windowWords(contents.windows));
  yield heading("unread", "What is not known");
  yield paragraph(...unknownWords(report));
  yield heading("contents", "What is in this folder");
  yield contentsTable(contents);
  yield* appendix(report);
}

/** How old what is shown was when it was written down: nothing on a page counts time. */
function ageWords({ hosts, madeAt, coverage }: Report): string {
  const read = hosts.flatMap(({ seenAt }) => seenAt ?? []).sort();
  const [oldest, newest] = [read.at(0), read.at(-1)];
  const never = coverage.hosts - coverage.read;
  const unread = never === 0 ? "" : `; ${count(never, "host")} never read`;
  if (oldest === undefined || newest === undefined) return `No host had been read when this was made${unread}.`;
  const now = new Date(madeAt);
  const span = `the newest reading was made ${ago(new Date(newest), now)}, the oldest ${ago(new Date(oldest), now)}`;
  return `Of ${count(coverage.hosts, "host")}, when this was made: ${span}${unread}.`;
}

function windowWords(windows: readonly Entry[]): Words {
  if (windows.length === 0) return said("None was planned or running.");
  return windows.flatMap(({ name, path }, index) => [{ text: index === 0 ? "" : ", " }, link(name, path)]);
}

function unknownWords({ coverage, unknown }: Report): Words {
  const failed = [...unknown.neverRead, ...unknown.notAnswering.map(({ host }) => host)];
  const hosts = failed.flatMap((name, index) => [
    { text: index === 0 ? "Could not be read last time: " : ", " },
    { text: name, style: "code" as const },
  ]);
  const answers = `${count(coverage.unknownRules, "answer")} of rules ${coverage.unknownRules === 1 ? "is" : "are"} unknown, which is not healthy: `;
  return [
    ...hosts,
    { text: hosts.length === 0 ? "" : ". " },
    { text: answers },
    link("each with its reason", "unknown.html"),
    { text: "." },
  ];
}

function contentsTable({ hosts, windows, clusters, incidents, rules, documents }: Contents): Part {
  const row = (name: string, path: string, words: string): Words[] => [[link(name, path)], said(words)];
  return table(
    "What is in this folder",
    [
      ["Page", 1.4],
      ["What it answers", 6],
    ],
    [
      row(
        "Hosts",
        "hosts.html",
        `${count(hosts.length, "host")}: each with its findings, their evidence and remedy, what was read of it, and what is unknown`,
      ),
      row("Runbooks", "runbooks.html", "For each host: the day on which it does not come back"),
      row("Windows", "windows.html", `${count(windows.length, "window")}: pre-check, steps with commands, checklist`),
      row("Rehearsals", "rehearsals.html", "What follows from the reboot of each host, and from the losses that take most with them"),
      row("Cold start", "cold-start.html", "Everything is off: in which order it comes back"),
      row("VLANs", "vlans.html", "Which VLAN is where, and who disagrees"),
      row("Topology", "topology.html", "What takes most with it, and who needs whom"),
      row("Clusters", "clusters.html", `${count(clusters.length, "cluster")}: votes, members, findings`),
      row("Findings", "findings.html", "Every open and accepted finding, worst first"),
      row("Unknown", "unknown.html", "Everything that nobody can answer, with the reason"),
      row("Postmortems", "postmortems.html", `${count(incidents.length, "incident")}: could it happen here, and through what`),
      row("Rules", "rules.html", `${count(rules.length, "rule")}: why, how bad, what to do`),
      row("By hand", "by-hand.html", "The probe script to carry to a host that nothing reaches, and the commands to run it"),
      row("Documents", "documents.html", `${count(documents.length, "document")} of Bulkhead, and the same picture as data`),
      row("A–Z", "a-z.html", "Every page by its name"),
    ],
  );
}

/** Findings that say the same of several hosts are one row. */
function findingRows(findings: readonly ReportFinding[]): Words[][] {
  const alike = [...groupBy(findings, ({ severity, rule, title }) => `${severity}\n${rule}\n${title}`).values()];
  const worst = alike.toSorted((one, other) => bandOf(other[0]?.severity ?? "info") - bandOf(one[0]?.severity ?? "info"));
  return worst.flatMap((group): Words[][] => {
    const [first] = group;
    if (first === undefined) return [];
    const hosts = [...new Set(group.flatMap((finding) => finding.hosts.map(({ host }) => host)))];
    const on =
      hosts.length === 0
        ? said("the fleet as a whole")
        : hosts.flatMap((name, index) => [{ text: index === 0 ? "" : ", " }, { text: name, style: "code" as const }]);
    return [[[{ text: toneWords[first.severity], tone: first.severity }], prose(first.title), on, [{ text: first.rule, style: "code" }]]];
  });
}

function findingTable(label: string, rows: readonly Words[][]): Part {
  return table(
    label,
    [
      ["Severity", 1],
      ["Finding", 4],
      ["On", 3],
      ["Rule", 2],
    ],
    rows,
  );
}

/** Every standing finding in a line. Evidence and remedy stand on the page of its host, and here for what is no single host's. */
export function findingsPage(report: Report): Page {
  return { path: "findings.html", title: "Findings", trail: [start], parts: findingsParts(report) };
}

function* findingsParts(report: Report): Generator<Part> {
  const { findings, accepted } = report;
  yield paragraph(
    "Evidence and remedy stand on the page of the host, and below for the fleet as a whole; why it matters on the page of the rule.",
  );
  yield heading("open", `Open (${findings.length})`);
  yield findings.length === 0 ? paragraph("None is open.") : findingTable("Open findings", findingRows(findings));
  yield heading("taken", `Accepted (${accepted.length})`);
  yield accepted.length === 0 ? paragraph("Nobody accepted a finding.") : findingTable("Accepted findings", findingRows(accepted));
  const isShared = ({ hosts }: ReportFinding) => hosts.length === 0;
  const shared = { ...report, findings: findings.filter(isShared), accepted: accepted.filter(isShared) };
  if (shared.findings.length + shared.accepted.length === 0) return;
  yield heading("fleet", "Of the fleet as a whole, in full");
  for (const block of [...findingBlocks(shared), ...acceptedBlocks(shared)]) if (block.kind !== "heading" || block.level > 2) yield block;
}

/** Everything that nobody can answer. */
export function unknownPage(report: Report): Page {
  return { path: "unknown.html", title: "What is not known", trail: [start], parts: unknownBlocks(report) };
}

/** All hosts with how they answered. */
export function hostsPage({ hosts }: Report, contents: Contents): Page {
  const parts = [
    hosts.length === 0
      ? paragraph("There is no host yet.")
      : table(
          "Hosts",
          [
            ["Host", 2],
            ["State", 1.4],
            ["Last read", 1.8],
            ["Site", 1.2],
            ["Cluster", 1.2],
            ["Risk and coverage", 3],
          ],
          hosts.map(({ name, state, seenAt, site, cluster, risk }) => [
            [{ text: name, style: "code" }],
            state === "reachable" ? said(stateNames[state]) : [{ text: stateNames[state], tone: "unknown" }],
            said(momentOr(seenAt, "never")),
            said(site ?? "–"),
            cluster === null ? said("–") : [clusterPiece(cluster, contents)],
            said(riskWords(risk)),
          ]),
        ),
  ];
  return { path: "hosts.html", title: "Hosts", trail: [start], parts };
}

function clusterPiece(name: string, { clusters }: Contents): Words[number] {
  const entry = clusters.find((one) => one.name === name);
  return entry === undefined ? { text: name } : link(name, entry.path);
}

import type { Runbook, RunbookLine } from "#lib/maintenance/runbook/runbook.ts";
import { hostPages } from "#lib/offline/contents.ts";
import { command, heading, link, type Part, paragraph, type Steps, table } from "#lib/offline/kit.ts";
import { type Page, start } from "#lib/offline/page.ts";
import { plainText, plainTexts } from "#lib/plain-text.ts";
import { prose, said } from "#lib/reports/report/document/block.ts";
import { excerpts } from "#lib/reports/report/document/excerpts.ts";
import { moment, momentOr } from "#lib/reports/report/document/words.ts";
import type { ReportHost } from "#lib/reports/report/model.ts";
import { ofHost } from "./host.ts";

/** The day on which a host does not come back: what to do, in this order. */
export function runbookPage(runbook: Runbook): Page {
  const { host, seenAt, sections } = plainTexts(runbook);
  return {
    path: hostPages(runbook.host).runbook,
    title: `Runbook of ${host}`,
    ...ofHost(runbook.host),
    parts: [
      seenAt === null
        ? paragraph({ text: "It was never read: almost everything is missing.", tone: "critical" })
        : paragraph(
            "For the day on which it does not come back, from what it told on ",
            { text: moment(seenAt), style: "strong" },
            ". It holds account names, never a password.",
          ),
      ...sections.flatMap(({ title, lines, missing }, index): Part[] => [
        heading(`section-${index + 1}`, `${index + 1}. ${title}`),
        ...(missing === null ? [] : [paragraph({ text: "Missing: ", tone: "critical" }, ...prose(missing))]),
        ...(lines.length === 0 ? [] : [{ kind: "steps" as const, items: lines.map(lineItem) }]),
      ]),
      heading("further", "What helps further"),
      paragraph(
        link("What follows from its reboot", hostPages(runbook.host).reboot),
        ", ",
        link("the order of a cold start", "cold-start.html"),
        ", ",
        link("read it by hand from its console", "by-hand.html"),
        ".",
      ),
    ],
  };
}

function lineItem({ words, command: line, evidence }: RunbookLine): Steps["items"][number] {
  return { parts: [paragraph(...prose(words)), ...(line === null ? [] : [command(line)]), ...excerpts(evidence)] };
}

/** The runbooks of all hosts. `names` are those of the hosts as stored; `help` is the page on how to carry them, null where it is not here. */
export function runbooksPage(hosts: readonly ReportHost[], names: readonly string[], help: string | null): Page {
  return {
    path: "runbooks.html",
    title: "Runbooks",
    trail: [start],
    parts: [
      paragraph(
        "One page for each host: the way in, what holds the boot, network, cluster and guests. Print them, or carry this folder on a stick",
        ...(help === null ? [] : [" (", link("how, and how to have it each night", help), ")"]),
        ".",
      ),
      hosts.length === 0
        ? paragraph("There is no host yet.")
        : table(
            "Runbooks",
            [
              ["Runbook", 2],
              ["Last read", 2],
              ["If it reboots", 4],
            ],
            hosts.map(({ name, seenAt, readiness }, index) => {
              const pages = hostPages(names[index] ?? name);
              const cell = readiness.find(({ scenario }) => scenario === "reboot");
              return [
                [link(plainText(name), pages.runbook)],
                said(momentOr(seenAt, "never")),
                [{ text: cell?.words ?? "unknown", tone: cell?.tone ?? "unknown", href: pages.reboot }],
              ];
            }),
          ),
    ],
  };
}

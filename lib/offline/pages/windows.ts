import type { CheckInput } from "#lib/maintenance/check-input.ts";
import { wordsOf } from "#lib/maintenance/decide.ts";
import { localTimeOf } from "#lib/maintenance/local-time.ts";
import type { PreCheck } from "#lib/maintenance/pre-check.ts";
import type { Person, WindowState } from "#lib/maintenance/window.ts";
import { type Entry, entryIn, hostPages } from "#lib/offline/contents.ts";
import { bullets, heading, link, type Part, paragraph, table } from "#lib/offline/kit.ts";
import { type Page, start } from "#lib/offline/page.ts";
import { plainText, plainTexts } from "#lib/plain-text.ts";
import { type Piece, said } from "#lib/reports/report/document/block.ts";
import { moment } from "#lib/reports/report/document/words.ts";
import { plainFileName } from "#lib/reports/report/format.ts";
import { html } from "#lib/reports/report/html-text.ts";
import type { ReportTone } from "#lib/reports/report/model.ts";
import { preCheckParts, stepParts, verdicts } from "./pre-check.ts";

/** A window that is planned or running, with what its checks said last. */
export interface OfflineWindow {
  id: string;
  title: string;
  state: WindowState;
  startsAt: Date;
  endsAt: Date;
  timeZone: string;
  actions: CheckInput["actions"];
  people: readonly Person[];
  note: string | null;
  hosts: readonly { id: string; name: string }[];
  /** Null where none was made, or what was stored is of another version. */
  preCheck: { doneAt: Date | null; said: PreCheck } | null;
  checklist: readonly { phase: "before" | "during" | "after"; words: string; doneBy: string | null; doneAt: Date | null }[];
}

const stateWords: Record<WindowState, { text: string; tone?: ReportTone }> = {
  planned: { text: "planned" },
  running: { text: "running", tone: "medium" },
  overrun: { text: "should have ended, and nobody has closed it", tone: "high" },
  closed: { text: "closed" },
  cancelled: { text: "cancelled" },
};
const roles: Record<Person["role"], string> = {
  does: "does the work",
  "on-call": "is on call",
  decides: "decides",
  informed: "is informed",
};

export function windowEntry({ id, title }: Pick<OfflineWindow, "id" | "title">): Entry {
  // Several windows may have one title.
  return entryIn("windows", title, `${plainFileName(title).slice(0, 40)}-${id.slice(0, 8)}`);
}

/** A window as whoever does the work needs it at the console. */
export function windowPage(raw: OfflineWindow): Page {
  const { name, path } = windowEntry(raw);
  return { path, title: name, trail: [start, { name: "Windows", path: "windows.html" }], parts: windowParts(raw) };
}

function* windowParts(raw: OfflineWindow): Generator<Part> {
  const { startsAt, endsAt } = raw;
  const { state, timeZone, people, note, preCheck, checklist, hosts, actions } = plainTexts({
    ...raw,
    startsAt: null,
    endsAt: null,
    checklist: raw.checklist.map(told),
    preCheck: raw.preCheck && { said: raw.preCheck.said, doneAt: raw.preCheck.doneAt?.toISOString() ?? null },
  });
  yield {
    kind: "pairs",
    pairs: [
      ["State", [stateWords[state]]],
      ["From", said(clockWords(startsAt, timeZone))],
      ["To", said(clockWords(endsAt, timeZone))],
      [
        "Hosts",
        raw.hosts.flatMap(({ name }, index): Piece[] => [
          { text: index === 0 ? "" : ", " },
          { text: hosts[index]?.name ?? "", style: "code", href: hostPages(name).report },
        ]),
      ],
      [
        "People",
        people.length === 0
          ? said("nobody is named")
          : said(people.map(({ name, role, contact }) => `${name} ${roles[role]}${contact === null ? "" : `: ${contact}`}`).join("\n")),
      ],
      ...(note === null ? [] : [["Note", said(note)] as const]),
    ],
  };
  yield heading("pre-check", "Pre-check");
  if (preCheck === null) yield paragraph({ text: "Not checked yet: whether it may begin is not known.", tone: "unknown" });
  else yield* preCheckParts(preCheck.said, preCheck.doneAt);
  yield heading("steps", "Step by step");
  yield preCheck === null ? plannedSteps(actions, hosts) : stepParts(preCheck.said.steps);
  yield heading("checklist", "Checklist");
  yield* checklistParts(checklist);
  yield heading("runbooks", "If a host does not come back");
  yield paragraph(
    ...raw.hosts.flatMap(({ name }, index): Piece[] => [
      { text: index === 0 ? "" : ", " },
      link(`Runbook of ${plainText(name)}`, hostPages(name).runbook),
    ]),
  );
}

function told({ phase, words, doneBy, doneAt }: OfflineWindow["checklist"][number]) {
  return { phase, words, doneBy, doneAt: doneAt?.toISOString() ?? null };
}

function clockWords(at: Date, timeZone: string): string {
  return `${localTimeOf(at, timeZone).replace("T", " ")} ${timeZone} (${moment(at.toISOString())})`;
}

function plannedSteps(actions: CheckInput["actions"], hosts: readonly { id: string; name: string }[]): Part {
  const names = new Map(hosts.map(({ id, name }) => [id, name]));
  return bullets(
    actions.map((action) => said(wordsOf(action, names.get(action.hostId ?? "") ?? null, null))),
    true,
  );
}

const phases = [
  ["before", "Before"],
  ["during", "During"],
  ["after", "After"],
] as const;

function* checklistParts(items: readonly ReturnType<typeof told>[]): Generator<Part> {
  if (items.length === 0) yield paragraph("It is written by the pre-check.");
  for (const [phase, title] of phases) {
    const own = items.filter((item) => item.phase === phase);
    if (own.length === 0) continue;
    yield heading(`checklist-${phase}`, title, 3);
    yield html`<ul class="box">${own.map(({ words, doneBy, doneAt }) => (doneAt === null ? html`<li>${words}</li>\n` : html`<li class="done">${words} <span class="quiet">done by ${doneBy ?? "somebody"}, ${moment(doneAt)}</span></li>\n`))}</ul>`;
  }
}

/** The windows that were planned or running. */
export function windowsPage(windows: readonly OfflineWindow[]): Page {
  const parts: Part[] =
    windows.length === 0
      ? [paragraph("No maintenance window was planned or running.")]
      : [
          table(
            "Maintenance windows",
            [
              ["Window", 3],
              ["State", 1.4],
              ["From", 2.4],
              ["Hosts", 2],
              ["Pre-check", 1.4],
            ],
            windows.map((window) => {
              const { name, path } = windowEntry(window);
              const verdict = window.preCheck?.said.verdict;
              return [
                [link(name, path)],
                [stateWords[window.state]],
                said(clockWords(window.startsAt, window.timeZone)),
                said(window.hosts.map((host) => plainText(host.name)).join(", ")),
                [verdict === undefined ? { text: "not checked", tone: "unknown" } : verdicts[verdict]],
              ];
            }),
          ),
        ];
  return { path: "windows.html", title: "Maintenance windows", trail: [start], parts };
}

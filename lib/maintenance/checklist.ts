import type { Declarations } from "#lib/facts/declared.ts";
import { plainLine } from "#lib/plain-text.ts";
import type { PreCheck } from "./pre-check.ts";
import type { Person } from "./window.ts";

/** A line of the checklist that follows from facts; `key` is the same at the next pre-check, so that a tick stays. */
export interface ChecklistLine {
  phase: "before" | "during" | "after";
  key: string;
  words: string;
}

/** A line is read in a hurry; the page has the whole reason. */
const reasonCharacters = 90;

/** What a checklist is made of. */
export interface ChecklistInput {
  preCheck: PreCheck;
  people: readonly Person[];
  declarations: Declarations;
  /** Names of the window's hosts, in its order. */
  hosts: readonly string[];
}

/** The lines of a window's checklist: what to have ready, each step, and what to prove afterwards. */
export function checklistOf(input: ChecklistInput): ChecklistLine[] {
  return [...before(input), ...during(input), ...after(input)];
}

function before({ preCheck, people, hosts, declarations }: ChecklistInput): ChecklistLine[] {
  const line = (key: string, words: string): ChecklistLine => ({ phase: "before", key: `before ${key}`, words });
  const informed = people.filter(({ role }) => role === "informed");
  const oncall = people.filter(({ role }) => role === "on-call" || role === "decides");
  return [
    ...hosts.map((host) => line(`console ${host}`, consoleWords(host, declarations))),
    ...preCheck.reasons
      .filter(({ next }) => next !== null)
      .map((reason) =>
        line(
          `reason ${reason.code} ${reason.host ?? ""}`,
          `${reason.host === null ? "" : `${reason.host}: `}${reason.next} (${plainLine(reason.words, reasonCharacters)})`,
        ),
      ),
    line("backups", `backups of ${hosts.length === 1 ? hosts[0] : "every host"} are of today and one was restored for a try`),
    line("runbook", "the runbook and the report are on paper or on a stick: the network may be down"),
    ...informed.map(({ name, contact }) => line(`tell ${name}`, `${name} knows when it begins${contact === null ? "" : ` (${contact})`}`)),
    ...oncall.map(({ name, contact }) => line(`reach ${name}`, `${name} can be reached${contact === null ? "" : ` (${contact})`}`)),
    ...affectedLines(preCheck).map((words) => line(`affected ${words}`, words)),
  ];
}

function consoleWords(host: string, declarations: Declarations): string {
  const said = declarations.find((one) => one.kind === "out-of-band" && one.host === host);
  if (said?.kind !== "out-of-band") return `the console of ${host} is open and shows a login prompt`;
  const account = said.account === null ? "" : ` as ${said.account}`;
  return `the console of ${host} is open (${said.by} ${said.address}${account}) and shows a login prompt`;
}

function affectedLines({ affected }: PreCheck): string[] {
  return affected
    .filter(({ roles }) => roles.length > 0)
    .slice(0, 30)
    .map(({ name, roles, steps }) => `users of ${name} (${roles.join(", ")}) know: out in step ${steps.join(", ")}`);
}

function during({ preCheck }: ChecklistInput): ChecklistLine[] {
  return preCheck.steps.map(({ position, words, stopIf }) => ({
    phase: "during",
    key: `step ${position} ${words}`,
    words: `step ${position}: ${words}${stopIf[0] === undefined ? "" : `; stop if ${stopIf[0]}`}`,
  }));
}

function after({ preCheck, hosts, declarations }: ChecklistInput): ChecklistLine[] {
  const line = (key: string, words: string): ChecklistLine => ({ phase: "after", key: `after ${key}`, words });
  const names = new Set(hosts);
  const open = declarations.flatMap((said) =>
    said.kind === "temporary-change" && said.undoneOn === null && (said.host === null || names.has(said.host)) ? [said] : [],
  );
  const stays = [...new Set(preCheck.steps.flatMap((step) => step.stays))];
  return [
    ...stays.map((name) => line(`start ${name}`, `${name} runs again: it does not come back by itself`)),
    line("post-check", "the post-check is run and every difference is explained"),
    ...open.map(({ id, what, owner, expiresOn }) =>
      line(`ledger ${id}`, `temporary change undone: ${what} (${owner}, until ${expiresOn})`),
    ),
    line("alerts", "silences made for the window are ended, and a test alert arrives"),
    line("close", "the window is closed with its verdict"),
  ];
}

import { describe, expect, test } from "vitest";
import type { ColdStart, Rehearsal, Step } from "#lib/graph/rehearsal.ts";
import { type Page, painter } from "./page.ts";
import { printColdStart } from "./print-cold-start.ts";
import { printRehearsal } from "./print-rehearsal.ts";

const file: Page = { paint: painter(false), columns: Number.POSITIVE_INFINITY };
const terminal: Page = { paint: painter(true), columns: 60 };
const at = { source: "/etc/fstab", line: 12, text: "nas:/vms /mnt/nas nfs defaults" };

function thing(id: string): Step["node"] {
  const [kind = "", rest = ""] = id.split(":");
  const [host, name] = rest.includes("/") ? rest.split("/") : [null, rest];
  return { id, kind: kind as Step["node"]["kind"], name: name ?? rest, host: host ?? null };
}

function step(order: number, id: string, words: string, over: Partial<Step> & { cause?: string; rule?: string } = {}): Step {
  const { cause, rule = null, ...rest } = over;
  const because = { node: cause === undefined ? null : thing(cause), need: cause === undefined ? "given" : words, rule, evidence: [] };
  return { order, phase: "impact", node: thing(id), state: "down", words, because, confidence: "confirmed", ...rest };
}

const boot = step(4, "host:a", "a stops in emergency mode: it requires /mnt/nas", {
  cause: "storage:nas",
  rule: "storage/nfs-fstab-no-nofail",
});
const played: Rehearsal = {
  given: [{ what: "reboot", target: "host:a" }],
  steps: [
    step(1, "host:a", "a is rebooted"),
    step(2, "console:a/web", "the console of web goes with a", { cause: "host:a" }),
    step(2, "guest:a/dns", "dns (DNS) goes with a", { cause: "host:a" }),
    step(2, "guest:a/ntp", "ntp goes with a", { cause: "host:a" }),
    step(2, "guest:a/web", "web goes with a", { cause: "host:a" }),
    step(3, "host:b", "b resolves no name", { cause: "guest:a/dns", state: "degraded", confidence: "inferred" }),
    { ...boot, phase: "return", because: { ...boot.because, evidence: [at, at, at] } },
  ],
  survives: [thing("host:c"), thing("cluster:lab")],
  votes: [{ cluster: "lab", have: 1, need: 2 }],
  unknown: ["b: guests could not be read"],
  manual: [{ node: thing("host:a"), action: "comment line 12 of /etc/fstab", wayIn: null }],
  unnoticed: ["b resolves no name", "web goes with a"],
  tryFirst: "1 of 3 guests of a is down (web): open a console there before rebooting 2 healthy ones.",
};

const lasting = new Set(["host:a"]);

test("a rehearsal with all its parts, in this order, the same of several things once", () => {
  expect(printRehearsal(played, ["reboot a"], lasting, file)).toBe(
    [
      "If reboot a",
      "",
      "  try first     1 of 3 guests of a is down (web): open a console there before rebooting 2 healthy ones.",
      "",
      "While it lasts:",
      "   1  down      a is rebooted",
      "   2  down      dns (DNS) goes with a; likewise ntp and web",
      "   3  degraded  b resolves no name",
      "                because of dns · inferred",
      "",
      "Afterwards, what does not come back as it was:",
      "   4  down      a stops in emergency mode: it requires /mnt/nas",
      "                storage/nfs-fstab-no-nofail",
      "                /etc/fstab:12  nas:/vms /mnt/nas nfs defaults",
      "                /etc/fstab:12  nas:/vms /mnt/nas nfs defaults",
      "                and 1 line more",
      "",
      "  stays up      c and lab",
      "  votes         lab: 1 of 2 needed, no quorum",
      "  nobody told   of this, because no alert gets out any more: b resolves no name, and of 1 thing more",
      "  by hand       1. a: comment line 12 of /etc/fstab (no way in is known)",
      "  unknown       b: guests could not be read",
      "",
      "5 other things fail; 1 does not come back by itself.",
      "",
    ].join("\n"),
  );
});

test.each<[string, Step[], string[]]>([
  ["Nothing else fails.", [step(1, "host:a", "a is lost")], []],
  [
    "1 other thing fails; all of it comes back by itself.",
    [step(1, "host:a", "a is rebooted"), step(2, "guest:a/web", "web goes with a", { cause: "host:a" })],
    [],
  ],
])("%s", (line, steps, ids) => {
  const calm: Rehearsal = { ...played, steps, survives: [], votes: [], unknown: [], manual: [], unnoticed: [], tryFirst: null };
  expect(printRehearsal(calm, ["x"], new Set(ids), file).trimEnd().split("\n").at(-1)).toBe(line);
});

const plan: ColdStart = {
  stages: [
    { start: [thing("host:a"), thing("host:b")], waitSeconds: 180, manual: [] },
    { start: [thing("guest:a/dns")], waitSeconds: 60, manual: ["start dns once nas answers"] },
  ],
  cycles: [
    {
      nodes: [thing("host:c"), thing("guest:c/nas")],
      cuts: [
        { from: thing("host:c"), to: thing("guest:c/nas"), need: "c requires /mnt/nas", fix: "add nofail to the line", rule: "storage/x" },
      ],
    },
  ],
  unknown: [],
};

test("a cold start: the stages with their waits, then what forbids an order and where to cut", () => {
  expect(printColdStart(plan, file)).toBe(
    [
      "Everything is off. In this order it comes back:",
      "   1  power on a and b; then wait about 3 minutes",
      "   2  start dns; then wait about 60 seconds",
      "      by hand  start dns once nas answers",
      "",
      "No order for c and nas: each waits for another",
      "  cut here      1. add nofail to the line (c requires /mnt/nas; storage/x)",
      "",
      "3 machines in 2 stages, about 4 minutes in all; 1 ring of needs that no order satisfies.",
      "",
    ].join("\n"),
  );
});

describe("on a terminal", () => {
  // The colours are taken out by what they are: ESC, [, digits, m.
  const visible = (text: string) =>
    text
      .split("\u001b")
      .map((piece, index) => (index === 0 ? piece : piece.replace(/^\[[\d;]*m/, "")))
      .join("");

  test("sentences are wrapped, and states are words beside their colour", () => {
    const printed = printRehearsal(played, ["reboot a"], lasting, terminal);
    expect(printed).toContain("\u001b[31m   1  down\u001b[39m");
    expect(
      visible(printed)
        .split("\n")
        .filter((line) => line.length > 60 && !line.includes("/etc/fstab:")),
    ).toEqual([]);
  });

  test("text of hosts neither acts nor breaks the layout", () => {
    const hostile = "\u001b[2J\u0007one\r\ntwo\u202e";
    const name = { ...thing("guest:a/x"), name: hostile };
    const bad = {
      ...step(2, "guest:a/x", `${hostile} fails`),
      node: name,
      because: { node: name, need: hostile, rule: null, evidence: [{ ...at, text: hostile }] },
    };
    const everywhere: Rehearsal = {
      ...played,
      steps: [bad, { ...bad, node: { ...name, id: "other", name: "two" } }],
      survives: [name],
      votes: [{ cluster: hostile, have: 0, need: 1 }],
      unknown: [hostile],
      manual: [{ node: name, action: hostile, wayIn: hostile }],
      unnoticed: [hostile],
      tryFirst: hostile,
    };
    const stages = [{ start: [name], waitSeconds: 0, manual: [hostile] }];
    const cut = { from: name, to: name, need: hostile, fix: hostile, rule: null };
    const printed = [
      printRehearsal(everywhere, [hostile], lasting, file),
      printColdStart({ stages, cycles: [{ nodes: [name], cuts: [cut] }], unknown: [hostile] }, file),
    ].join("");
    expect(printed).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
    expect(printed).not.toMatch(/^two/m);
  });
});

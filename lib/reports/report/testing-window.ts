import type { Change } from "#lib/engine/drift/change.ts";
import type { PostCheck } from "#lib/maintenance/post-check.ts";
import type { PreCheck } from "#lib/maintenance/pre-check.ts";
import type { Report } from "./model.ts";
import { reportOf } from "./testing.ts";
import { reportWindow } from "./window.ts";
import { windowHeadlines } from "./window-headlines.ts";
import type { SourceWindow } from "./window-source.ts";

const at = new Date("2026-01-10T12:00:00.000Z");
const id = "00000000-0000-4000-8000-000000000001";

/** A report about a window in which every text that a host or a person can choose is the given one, with all that a window can have. */
export function windowReportOf(text: string, change: Partial<SourceWindow> = {}, madeAt = at): Report {
  const window = reportWindow({ ...sourceWindowOf(text), ...change }, madeAt);
  const headlines = windowHeadlines(window, madeAt.toISOString());
  return reportOf(text, { kind: "window", title: `Maintenance window: ${text}`, window, headlines, madeAt: madeAt.toISOString() });
}

export function sourceWindowOf(text: string): SourceWindow {
  return {
    window: {
      ...{ id, title: text, state: "closed", timeZone: "Europe/Berlin", note: text, createdBy: text, verdict: "unreachable" },
      startsAt: new Date("2026-01-10T09:00:00Z"),
      endsAt: new Date("2026-01-10T11:30:00Z"),
      updatedAt: new Date("2026-01-09T09:00:00Z"),
      closedAt: at,
      closedBy: text,
      cancelledAt: null,
      hosts: [{ id, name: text }],
      actions: [
        { what: "reboot", hostId: id, subject: null, note: text },
        { what: "storage-change", hostId: id, subject: text, note: null },
      ],
      people: [{ name: text, role: "on-call", contact: text }],
    },
    preCheck: { status: "done", askedBy: text, askedAt: new Date("2026-01-10T09:10:00Z"), doneAt: at, body: preCheckOf(text) },
    postCheck: { status: "done", askedBy: text, askedAt: at, doneAt: at, body: postCheckOf(text) },
    laterFailed: { pre: true, post: true },
    checklist: [
      { phase: "before", words: text, doneBy: text, doneAt: at },
      { phase: "after", words: text, doneBy: null, doneAt: null },
    ],
    runbooks: [
      {
        host: text,
        seenAt: null,
        sections: [{ title: text, lines: [{ words: text, command: text, evidence: [cite(text)] }], missing: text }],
      },
    ],
  };
}

function cite(text: string) {
  return { source: text, line: 3, text };
}

export function preCheckOf(text: string): PreCheck {
  const reason = { host: text, words: text, next: text, rule: "storage/z", evidence: [cite(text)], rehearsal: null };
  const step = { host: text, words: text, out: [text], stays: [text], stopIf: [text], wayBack: [text] };
  return {
    verdict: "no-go",
    headline: `No-go: ${text}`,
    reasons: [
      { ...reason, weight: "blocker", code: "stays-down" },
      { ...reason, weight: "care", code: "quorum" },
    ],
    steps: [
      {
        ...{ ...step, position: 1, what: "reboot", rehearsal: "if=reboot:x" },
        votes: [{ cluster: text, have: 1, need: 2 }],
        commands: [{ words: text, command: text, expect: text }],
      },
      { ...step, position: 2, what: "storage-change", rehearsal: null, votes: [], commands: [] },
    ],
    affected: [{ name: text, host: text, roles: [text], steps: [1, 2] }],
    unknown: [text],
    visits: [{ host: text, isFresh: false, seenAt: at.toISOString(), snapshotId: null, coverage: 0.5, error: text, open: [] }],
  };
}

export function postCheckOf(text: string): PostCheck {
  const finding = { fingerprint: text, rule: "storage/z", title: text, severity: "high" as const };
  const change: Change = {
    ...{ id: text, group: "storage", fact: "mounts", subject: text, what: "removed", words: text, effect: "in effect" },
    before: { state: text },
    now: null,
    evidence: { before: [cite(text)], now: [cite(text)] },
  };
  const compared = {
    seenAt: at.toISOString(),
    scoreBefore: 10,
    scoreNow: 20,
    opened: [finding],
    resolved: [finding],
    lostSight: ["guests"],
  };
  const nothing = { changes: [], notCompared: [], lostSight: [], opened: [], resolved: [], scoreBefore: null, scoreNow: null };
  return {
    verdict: "unreachable",
    headline: `${text} does not answer`,
    comparedWith: at.toISOString(),
    hosts: [
      { ...compared, host: text, isFresh: true, error: null, changes: [change], notCompared: [{ fact: "guests", words: text }] },
      { ...nothing, host: text, isFresh: false, error: text, seenAt: at.toISOString() },
    ],
  };
}

import { percent } from "#lib/format.ts";
import type { ReportFinding, ReportHost, ReportTone } from "#lib/reports/report/model.ts";
import type { Piece, Words } from "./block.ts";

/** What a tone is called. */
export const toneWords: Record<ReportTone, string> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  info: "Info",
  holds: "Holds",
  unknown: "Unknown",
  "not-applicable": "n/a",
};

/** "2026-11-20 17:33 UTC", from ISO 8601. */
export function moment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** A moment that may not have been. */
export function momentOr(iso: string | null, otherwise: string): string {
  return iso === null ? otherwise : moment(iso);
}

/** Anchor of the n-th host: names of hosts never stand in addresses. */
export function hostAnchor(index: number): string {
  return `host-${index + 1}`;
}

export function quiet(text: string): Piece {
  return { text, style: "quiet" };
}

/** "score 75, coverage 93 %, up to 92 with what is unknown". */
export function riskWords(risk: ReportHost["risk"]): string {
  if (risk === null) return "no score: nothing was read yet";
  const beyond = risk.worstCase > risk.score ? `, up to ${risk.worstCase} with what is unknown` : "";
  return `${risk.score} of 100${beyond}; coverage ${percent(risk.coverage)}`;
}

/** Who shows a finding; in a report about one host only what is not as usual. */
export function shownBy({ hosts, scope }: ReportFinding): Words {
  if (hosts.length === 0) return [{ text: scope === "fleet" ? "the fleet as a whole" : "no host any more" }];
  return hosts.flatMap(({ host, notSeenSince }, index): Piece[] => [
    ...(index === 0 ? [] : [{ text: ", " }]),
    { text: host, style: "strong" },
    ...(notSeenSince === null ? [] : [quiet(` (not read since ${moment(notSeenSince)})`)]),
  ]);
}

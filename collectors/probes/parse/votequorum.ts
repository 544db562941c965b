import type { Section } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { ClusterStatus } from "#lib/facts/cluster.ts";
import { fieldsOf, integerOf, listOf } from "./escapes.ts";
import { linesOf } from "./sections.ts";

type Member = ClusterStatus["members"][number];
const deviceFlags = ["A", "NA", "V", "NV", "MW", "NMW", "NR"];
/** Old builds of corosync-quorumtool spell "not master wins" so. */
const oldSpellings: Readonly<Record<string, string>> = { MNW: "NMW" };

/** Whether the text has the votes in it, whatever the exit status was: without quorum the tool prints all of it and exits with 2. */
export function saysVotes(section: Section): boolean {
  return section.status === "ok" && /^Total votes:/m.test(section.text) && /^Quorate:/m.test(section.text);
}

/** Reads `corosync-quorumtool -s` and `pvecm status`, which is a header and then the former. Throws where a number is missing. */
export function parseVotequorum(section: Section): ClusterStatus {
  const lines = linesOf(section.text);
  const labels = labelledLines(lines);
  const text = (label: string) => labels.get(label)?.value ?? null;
  const at = (label: string) => citeLine(section.source, lines, labels.get(label)?.index ?? 0);
  const needed = (label: string): number => {
    const value = integerOf(fieldsOf(text(label) ?? "")[0]);
    if (value === null) throw new Error(`${section.source} has no number after "${label}:"`);
    return value;
  };
  return {
    name: text("Name"),
    quorate: text("Quorate") === "Yes",
    expectedVotes: needed("Expected votes"),
    highestExpected: integerOf(text("Highest expected")),
    totalVotes: needed("Total votes"),
    quorum: needed("Quorum"),
    flags: fieldsOf(text("Flags") ?? ""),
    ...membership(section, lines),
    quorateAt: at("Quorate"),
    votesAt: at("Total votes"),
    flagsAt: at("Flags"),
  };
}

function labelledLines(lines: readonly string[]): Map<string, { value: string; index: number }> {
  const found = new Map<string, { value: string; index: number }>();
  for (const [index, line] of lines.entries()) {
    const colon = line.indexOf(":");
    const label = line.slice(0, Math.max(colon, 0)).trim();
    if (label !== "" && !found.has(label)) found.set(label, { value: line.slice(colon + 1).trim(), index });
  }
  return found;
}

/** Rows below `Nodeid Votes [Qdevice] Name`, up to an empty line. Columns shift with their content, so they are told by words. */
function membership(section: Section, lines: readonly string[]): Pick<ClusterStatus, "members" | "qdeviceRow"> {
  const head = lines.findIndex((line) => /^[ \t]*Nodeid[ \t]+Votes/.test(line));
  const hasColumn = head >= 0 && fieldsOf(lines[head] ?? "").includes("Qdevice");
  const members: Member[] = [];
  let qdeviceRow: ClusterStatus["qdeviceRow"] = null;
  for (let index = head + 1; head >= 0 && index < lines.length; index++) {
    const fields = fieldsOf(lines[index] ?? "");
    if (fields.length === 0) break;
    const [nodeId, votes] = [integerOf(fields[0]), integerOf(fields[1])];
    if (nodeId === null || votes === null) continue;
    const at = citeLine(section.source, lines, index);
    if (nodeId === 0) qdeviceRow = { votes, configuredVotes: configuredVotes(fields.slice(2)), at };
    else members.push(memberOf(nodeId, votes, fields.slice(2), hasColumn, at));
  }
  return { members, qdeviceRow };
}

function memberOf(nodeId: number, votes: number, rest: readonly string[], hasColumn: boolean, at: Cite): Member {
  const flags = listOf(rest[0] ?? "").map((flag) => oldSpellings[flag] ?? flag);
  const isFlags = hasColumn && flags.length > 0 && flags.every((flag) => deviceFlags.includes(flag));
  const words = isFlags ? rest.slice(1) : rest;
  return {
    nodeId,
    name: words.filter((word) => word !== "(local)").join(" "),
    votes,
    qdevice: hasColumn ? (isFlags ? flags : []) : null,
    local: words.includes("(local)"),
    at,
  };
}

/** `Qdevice (votes 2)`: the device's votes are configured and not counted now. */
function configuredVotes(words: readonly string[]): number | null {
  const place = words.indexOf("(votes");
  return place < 0 ? null : integerOf(words[place + 1]?.replace(")", ""));
}

import type { Answerer, CommandAnswer } from "#collectors/simulator/answer.ts";
import { failed, lines, printed } from "#collectors/simulator/answer.ts";
import type { Command } from "#collectors/simulator/command.ts";
import type { Recording } from "#collectors/simulator/recording.ts";
import { hasTool, recordedText } from "#collectors/simulator/recording.ts";
import { libvirtVersion } from "./libvirt-version.ts";

interface Domain {
  id: string;
  name: string;
  state: string;
  autostart: boolean;
  /** From its recorded definition; null where none was recorded. */
  uuid: string | null;
}

interface Pool {
  name: string;
  state: string;
  autostart: boolean;
  /** From its recorded definition; null where none was recorded. */
  uuid: string | null;
}

/** virsh(1), from the recorded tables and definitions. Names, UUIDs and ids all find a domain, as in libvirt. */
export const virsh: Answerer = (recording, command) => {
  if (!hasTool(recording, "virsh")) return undefined;
  if (command.flags.has("version")) return libvirtVersion(recording, command);
  const [verb = "", subject = ""] = command.words;
  switch (verb) {
    case "list":
      return listDomains(recording, command);
    case "dumpxml":
      return definition(recording, subject, command.flags.has("inactive"));
    case "domstate":
      return withDomain(recording, subject, ({ state }) => printed(`${state}\n\n`));
    case "dominfo":
      return withDomain(recording, subject, (domain) => printed(information(domain)));
    case "domuuid":
      return withDomain(recording, subject, ({ uuid }) => (uuid === null ? undefined : printed(`${uuid}\n\n`)));
    case "pool-list":
      return listPools(recording, command);
    case "pool-dumpxml":
      return withPool(recording, subject);
    default:
      return undefined;
  }
};

/** Rows of a virsh table, columns parted by two blanks or more. */
function rows(text: string): string[][] {
  return text
    .split("\n")
    .slice(2)
    .map((line) => line.trim().split(/\s{2,}/))
    .filter((columns) => columns.length > 1);
}

function domainsOf(recording: Recording): Domain[] {
  const started = rows(recordedText(recording, ["virsh", "list", "--all", "--autostart"]) ?? "").map(([, name]) => name);
  return rows(recordedText(recording, ["virsh", "list", "--all"]) ?? "").map(([id = "-", name = "", state = ""]) => ({
    id,
    name,
    state,
    autostart: started.includes(name),
    uuid: uuidOf(recordedText(recording, ["virsh", "dumpxml", name])),
  }));
}

function uuidOf(definition: string | undefined): string | null {
  return /<uuid>([^<]+)<\/uuid>/.exec(definition ?? "")?.[1] ?? null;
}

const isActive = ({ id }: Domain): boolean => id !== "-";

function listDomains(recording: Recording, { flags }: Command): CommandAnswer | undefined {
  const known = ["all", "inactive", "autostart", "no-autostart", "state-running", "state-shutoff", "name", "uuid", "id"];
  if ([...flags.keys()].some((flag) => !known.includes(flag))) return undefined;
  const chosen = domainsOf(recording).filter(
    (domain) =>
      (flags.has("all") || isActive(domain) !== flags.has("inactive")) &&
      (!flags.has("autostart") || domain.autostart) &&
      (!flags.has("no-autostart") || !domain.autostart) &&
      (!flags.has("state-running") || domain.state === "running") &&
      (!flags.has("state-shutoff") || domain.state === "shut off"),
  );
  if (!["name", "uuid", "id"].some((flag) => flags.has(flag))) {
    const cells = chosen.map(({ id, name, state }) => [id, name, state]);
    return printed(table(["Id", "Name", "State"], cells));
  }
  const columns = chosen.map(({ id, uuid, name }) =>
    [flags.has("id") && id, flags.has("uuid") && (uuid ?? ""), flags.has("name") && name].filter((cell) => cell !== false).join(" "),
  );
  return printed(`${lines(columns)}\n`);
}

function withDomain(
  recording: Recording,
  subject: string,
  answer: (domain: Domain) => CommandAnswer | undefined,
): CommandAnswer | undefined {
  const domain = domainsOf(recording).find(({ id, name, uuid }) => name === subject || uuid === subject || (id !== "-" && id === subject));
  return domain === undefined ? failed(1, `error: failed to get domain '${subject}'`) : answer(domain);
}

function definition(recording: Recording, subject: string, inactive: boolean): CommandAnswer | undefined {
  return withDomain(recording, subject, (domain) => {
    const current = recordedText(recording, ["virsh", "dumpxml", domain.name]);
    const next = recordedText(recording, ["virsh", "dumpxml", "--inactive", domain.name]);
    // A domain that is off has one definition only: both commands print it.
    const text = inactive ? (next ?? (isActive(domain) ? undefined : current)) : (current ?? (isActive(domain) ? undefined : next));
    return text === undefined ? undefined : printed(`${text.replace(/\n*$/, "")}\n\n`);
  });
}

function information({ id, name, uuid, state, autostart }: Domain): string {
  const fields = [
    ["Id", id],
    ["Name", name],
    ["UUID", uuid ?? ""],
    ["State", state],
    ["Persistent", "yes"],
    ["Autostart", autostart ? "enable" : "disable"],
  ];
  return `${lines(fields.map(([label, value]) => `${`${label}:`.padEnd(16)}${value}`))}\n`;
}

function poolsOf(recording: Recording): Pool[] | undefined {
  const brief = recordedText(recording, ["virsh", "pool-list", "--all"]);
  const text = brief ?? recordedText(recording, ["virsh", "pool-list", "--all", "--details"]);
  if (text === undefined) return undefined;
  return rows(text).map(([name = "", state = "", autostart = ""]) => ({
    name,
    // The detailed table says "running" where the brief one says "active".
    state: state === "inactive" ? "inactive" : "active",
    autostart: autostart === "yes",
    uuid: uuidOf(recordedText(recording, ["virsh", "pool-dumpxml", name])),
  }));
}

function listPools(recording: Recording, { flags }: Command): CommandAnswer | undefined {
  const known = ["all", "inactive", "autostart", "name", "uuid"];
  const pools = poolsOf(recording);
  if (pools === undefined || [...flags.keys()].some((flag) => !known.includes(flag))) return undefined;
  const chosen = pools.filter(
    ({ state, autostart }) =>
      (flags.has("all") || (state === "active") !== flags.has("inactive")) && (!flags.has("autostart") || autostart),
  );
  if (flags.has("uuid")) return printed(`${lines(chosen.flatMap(({ uuid }) => (uuid === null ? [] : [uuid])))}\n`);
  if (flags.has("name")) return printed(`${lines(chosen.map(({ name }) => name))}\n`);
  const cells = chosen.map(({ name, state, autostart }) => [name, state, autostart ? "yes" : "no"]);
  return printed(table(["Name", "State", "Autostart"], cells));
}

function withPool(recording: Recording, subject: string): CommandAnswer {
  const pool = poolsOf(recording)?.find(({ name, uuid }) => name === subject || uuid === subject);
  const text = pool && recordedText(recording, ["virsh", "pool-dumpxml", pool.name]);
  return text === undefined ? failed(1, `error: failed to get pool '${subject}'`) : printed(`${text.replace(/\n*$/, "")}\n\n`);
}

/** A table as virsh prints it: a blank before, three between columns, a rule below the head, an empty line at the end. */
function table(head: readonly string[], cells: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => (row[column] ?? "").length)));
  const draw = (row: readonly string[]): string => ` ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("   ")}`.trimEnd();
  const rule = "-".repeat(widths.reduce((sum, width) => sum + width + 3, 1));
  return `${lines([draw(head), rule, ...cells.map(draw)])}\n`;
}

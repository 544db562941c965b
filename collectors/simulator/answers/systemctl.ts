import type { Answerer, CommandAnswer } from "#collectors/simulator/answer.ts";
import { lines, printed } from "#collectors/simulator/answer.ts";
import type { Command } from "#collectors/simulator/command.ts";
import { globPattern } from "#collectors/simulator/glob.ts";
import type { Recording } from "#collectors/simulator/recording.ts";
import { recordedText } from "#collectors/simulator/recording.ts";
import type { UnitProperties } from "./mount-units.ts";
import { mountUnits } from "./mount-units.ts";

/** Exit status of `systemctl is-active` when no unit is (LSB: program is not running). */
const notRunning = 3;

/** systemctl(1): list-units (failed, or of a recorded kind), show, is-active. */
export const systemctl: Answerer = (recording, command) => {
  switch (command.words[0]) {
    case "list-units":
      return listUnits(recording, command);
    case "show":
      return show(recording, command);
    case "is-active":
      return isActive(recording, command.words.slice(1));
    default:
      return undefined;
  }
};

function listUnits(recording: Recording, { flags, words }: Command): CommandAnswer | undefined {
  const isFailed = flags.has("failed") || flags.get("state") === "failed";
  const known = ["failed", "state", "all", "type"];
  if (!isFailed || words.length > 1 || [...flags.keys()].some((flag) => !known.includes(flag))) return undefined;
  const text = recordedText(recording, ["systemctl", "--failed"]);
  const types = flags.get("type")?.split(",");
  if (text === undefined || types === undefined) return text === undefined ? undefined : printed(text);
  const suffixes = types.map((type) => `.${type}`);
  const kept = text.split("\n").filter((line) => suffixes.some((suffix) => line.trim().split(/\s+/)[0]?.endsWith(suffix)));
  return printed(lines(kept));
}

/**
 * `systemctl show UNIT… -p …`: what was recorded of a unit wins over what is known of it as a mount. A pattern that matches nothing
 * prints nothing, as systemctl does; a unit by name that is not known is no answer.
 */
function show(recording: Recording, { flags, words }: Command): CommandAnswer | undefined {
  const patterns = words.slice(1);
  const units = new Map(mountUnits(recording).map((unit) => [unit.Id ?? "", unit]));
  for (const [name, recorded] of recordedUnits(recording)) units.set(name, { ...units.get(name), ...recorded });
  if (patterns.length === 0 || patterns.some((pattern) => !/[*?[]/.test(pattern) && !units.has(pattern))) return undefined;
  const chosen = [...units].filter(([name]) => patterns.some((pattern) => globPattern(pattern).test(name)));
  const wanted = flags.get("property")?.split(",");
  return printed(chosen.map(([, properties]) => block(properties, wanted)).join("\n"));
}

function block(properties: UnitProperties, wanted: readonly string[] | undefined): string {
  const fields = Object.entries(properties).filter(([name]) => wanted === undefined || wanted.includes(name));
  return lines(fields.map(([name, value]) => `${name}=${value}`));
}

/** Units of every recorded `systemctl show UNIT…`: blocks stand in the order of the units asked for. */
function recordedUnits(recording: Recording): Map<string, UnitProperties> {
  const units = new Map<string, UnitProperties>();
  for (const { command, text } of recording.commands) {
    if (command.tool !== "systemctl" || command.words[0] !== "show") continue;
    const blocks = text.trim().split(/\n\n+/);
    command.words.slice(1).forEach((name, index) => {
      units.set(name, { ...units.get(name), Id: name, ...properties(blocks[index] ?? "") });
    });
  }
  return units;
}

function properties(text: string): UnitProperties {
  const pairs = text.split("\n").flatMap((line) => {
    const at = line.indexOf("=");
    return at < 1 ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
  });
  return Object.fromEntries(pairs);
}

function isActive(recording: Recording, names: readonly string[]): CommandAnswer | undefined {
  const states = new Map<string, string>();
  for (const { command, text } of recording.commands) {
    if (command.tool !== "systemctl" || command.words[0] !== "is-active") continue;
    command.words.slice(1).forEach((name, index) => {
      states.set(fullName(name), text.trim().split("\n")[index] ?? "unknown");
    });
  }
  const answers = names.map((name) => states.get(fullName(name)));
  if (answers.some((state) => state === undefined) || names.length === 0) return undefined;
  return printed(lines(answers.map(String)), answers.includes("active") ? 0 : notRunning);
}

const fullName = (name: string): string => (name.includes(".") ? name : `${name}.service`);

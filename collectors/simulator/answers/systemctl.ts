import type { Answerer, CommandAnswer } from "#collectors/simulator/answer.ts";
import { lines, printed } from "#collectors/simulator/answer.ts";
import type { Command } from "#collectors/simulator/command.ts";
import { globPattern } from "#collectors/simulator/glob.ts";
import type { Recording } from "#collectors/simulator/recording.ts";
import { recordedText } from "#collectors/simulator/recording.ts";
import type { UnitProperties } from "./mount-units.ts";
import { mountUnits } from "./mount-units.ts";
import { activeStates, dropIns, fullName, hasUnitFiles, listedUnits, unitFiles } from "./units.ts";

/** Exit status of `systemctl is-active` when no unit is (LSB: program is not running). */
const notRunning = 3;

/** systemctl(1): list-units (failed, or of a recorded kind), list-unit-files (by state), show, is-active. */
export const systemctl: Answerer = (recording, command) => {
  switch (command.words[0]) {
    case "list-units":
      return listUnits(recording, command);
    case "list-unit-files":
      return listUnitFiles(recording, command);
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

/** Unit files by state, from every recorded list and question of them. A question alone tells nothing of the units that are not there. */
function listUnitFiles(recording: Recording, { flags, words }: Command): CommandAnswer | undefined {
  const states = flags.get("state")?.split(",");
  const known = unitFiles(recording);
  if (words.length > 1 || flags.size !== 1 || states === undefined || !hasUnitFiles(recording)) return undefined;
  return printed(lines([...known].flatMap(([unit, state]) => (states.includes(state) ? [`${unit} ${state} -`] : []))));
}

/**
 * `systemctl show UNIT… -p …`: what was recorded of a unit wins over what is known of it as a mount. A pattern that matches nothing
 * prints nothing, as systemctl does; of several units by name those are shown of which something is known, and none is no answer.
 */
function show(recording: Recording, { flags, words }: Command): CommandAnswer | undefined {
  const patterns = words.slice(1);
  const units = new Map(mountUnits(recording).map((unit) => [unit.Id ?? "", unit]));
  for (const known of [listedUnits(recording), dropIns(recording), recordedUnits(recording)]) {
    for (const [name, recorded] of known) units.set(name, { ...units.get(name), ...recorded });
  }
  if (patterns.length === 0 || patterns.every((pattern) => !/[*?[]/.test(pattern) && !units.has(pattern))) return undefined;
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
      const unit = fullName(name);
      units.set(unit, { ...units.get(unit), Id: unit, ...properties(blocks[index] ?? "") });
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
  const states = activeStates(recording);
  const answers = names.map((name) => states.get(fullName(name)));
  if (answers.some((state) => state === undefined) || names.length === 0) return undefined;
  return printed(lines(answers.map(String)), answers.includes("active") ? 0 : notRunning);
}

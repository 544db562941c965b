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

/** Unit files of several states, of which the enabled ones were recorded, and others by `is-enabled`. */
function listUnitFiles(recording: Recording, { flags, words }: Command): CommandAnswer | undefined {
  const states = flags.get("state")?.split(",");
  if (words.length > 1 || flags.size !== 1 || !states?.includes("enabled")) return undefined;
  const text = recordedText(recording, ["systemctl", "list-unit-files", "--state=enabled"]);
  if (text === undefined) return undefined;
  const others = unitFileStates(recording).filter(([unit, state]) => states.includes(state) && !text.includes(`${unit} `));
  return printed(text + lines(others.map(([unit, state]) => `${unit} ${state} -`)));
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

/** What lists and questions tell of units: enabled, active or failed. The rest of their properties was not recorded and is not shown. */
function listedUnits(recording: Recording): Map<string, UnitProperties> {
  const units = new Map<string, UnitProperties>();
  const add = (name: string, known: UnitProperties) => units.set(name, { Id: name, LoadState: "loaded", ...units.get(name), ...known });
  for (const line of (recordedText(recording, ["systemctl", "list-unit-files", "--state=enabled"]) ?? "").split("\n")) {
    const [name = "", state = ""] = line.split(/\s+/);
    if (state !== "") add(name, { UnitFileState: state });
  }
  for (const [name, state] of unitFileStates(recording)) {
    if (state !== "not-found") add(name, { UnitFileState: state, ...(state === "masked" ? { LoadState: "masked" } : {}) });
  }
  for (const [name, state] of activeStates(recording)) {
    // systemctl says "inactive" of a unit that is not there, too.
    if (state !== "inactive" && state !== "unknown") add(name, { ActiveState: state });
    else if (units.has(name)) add(name, { ActiveState: "inactive" });
  }
  for (const line of (recordedText(recording, ["systemctl", "--failed"]) ?? "").split("\n")) {
    const [name = "", load = "", active = "", sub = ""] = line.trim().split(/\s+/);
    if (active === "failed") add(name, { LoadState: load, ActiveState: active, SubState: sub });
  }
  return units;
}

const dropInKeys = ["After", "Requires", "RequiresMountsFor", "WantsMountsFor", "ExecStartPre", "TimeoutStartSec"];

/** What recorded drop-ins (systemd.unit(5)) add to their units, spelled as `systemctl show` spells it. */
function dropIns(recording: Recording): Map<string, UnitProperties> {
  const units = new Map<string, UnitProperties>();
  for (const [path, text] of recording.files) {
    const unit = /^\/etc\/systemd\/system\/([^/]+)\.d\/[^/]+\.conf$/.exec(path)?.[1];
    if (unit === undefined) continue;
    const added: UnitProperties = { ...units.get(unit), Id: unit, DropInPaths: path };
    for (const line of text.split("\n")) {
      const [, key = "", value = ""] = /^(\w+)=(.+)$/.exec(line) ?? [];
      if (!dropInKeys.includes(key)) continue;
      if (key === "ExecStartPre") added[key] = `{ path=${value.split(" ")[0]} ; argv[]=${value} ; ignore_errors=no ; }`;
      else added[key === "TimeoutStartSec" ? "TimeoutStartUSec" : key] = value;
    }
    units.set(unit, added);
  }
  return units;
}

/** Each unit and the answer to it, from every recorded `systemctl VERB UNIT…`. */
function answersTo(recording: Recording, verb: string): [string, string][] {
  const asked = recording.commands.filter(({ command }) => command.tool === "systemctl" && command.words[0] === verb);
  return asked.flatMap(({ command, text }) =>
    command.words.slice(1).map((name, index): [string, string] => [fullName(name), text.trim().split("\n")[index] ?? "unknown"]),
  );
}

const unitFileStates = (recording: Recording): [string, string][] => answersTo(recording, "is-enabled");
const activeStates = (recording: Recording): [string, string][] => answersTo(recording, "is-active");

function isActive(recording: Recording, names: readonly string[]): CommandAnswer | undefined {
  const states = new Map(activeStates(recording));
  const answers = names.map((name) => states.get(fullName(name)));
  if (answers.some((state) => state === undefined) || names.length === 0) return undefined;
  return printed(lines(answers.map(String)), answers.includes("active") ? 0 : notRunning);
}

const fullName = (name: string): string => (name.includes(".") ? name : `${name}.service`);

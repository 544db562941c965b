import type { Command } from "#collectors/simulator/command.ts";
import type { Recording } from "#collectors/simulator/recording.ts";
import type { UnitProperties } from "./mount-units.ts";

export const fullName = (name: string): string => (name.includes(".") ? name : `${name}.service`);

/** Units with the state of their files, from every recorded `list-unit-files` and `is-enabled`. */
export function unitFiles(recording: Recording): Map<string, string> {
  const listed = textsOf(recording, "list-unit-files").flatMap(({ text }) =>
    text.split("\n").flatMap((line) => {
      const [, unit, state = ""] = /^(\S+\.[a-z]+)\s+([a-z-]+)\b/.exec(line.trim()) ?? [];
      return unit === undefined ? [] : [[unit, state] as const];
    }),
  );
  const asked = answersTo(recording, "is-enabled").filter(([, state]) => /^[a-z-]+$/.test(state) && state !== "not-found");
  return new Map([...listed, ...asked]);
}

/** Whether a list of unit files was recorded at all. */
export function hasUnitFiles(recording: Recording): boolean {
  return textsOf(recording, "list-unit-files").some(({ text }) => text.trim() !== "");
}

/** Units with the word of `is-active` for them. */
export function activeStates(recording: Recording): Map<string, string> {
  return new Map(answersTo(recording, "is-active"));
}

/** What lists and questions tell of units: enabled, active, failed. The rest of their properties was not recorded and is not shown. */
export function listedUnits(recording: Recording): Map<string, UnitProperties> {
  const units = new Map<string, UnitProperties>();
  const add = (name: string, known: UnitProperties) => units.set(name, { Id: name, LoadState: "loaded", ...units.get(name), ...known });
  for (const [name, state] of unitFiles(recording)) {
    add(name, { UnitFileState: state, ...(state.startsWith("masked") ? { LoadState: "masked" } : {}) });
  }
  for (const [name, state] of activeStates(recording)) {
    // systemctl says "inactive" of a unit that is not there, too.
    if (state !== "inactive" && state !== "unknown") add(name, { ActiveState: state });
    else if (units.has(name)) add(name, { ActiveState: "inactive" });
  }
  for (const { text } of textsOf(recording, "list-units")) {
    for (const line of text.split("\n")) {
      const [, name = "", load = "", active = "", sub = ""] = /^[●*×]?\s*(\S+\.[a-z]+)\s+(\S+)\s+(\S+)\s+(\S+)/.exec(line) ?? [];
      if (load !== "" && load !== "not-found") add(name, { LoadState: load, ActiveState: active, SubState: sub });
    }
  }
  return units;
}

const dropInKeys = ["After", "Requires", "RequiresMountsFor", "WantsMountsFor", "ExecStartPre", "TimeoutStartSec"];

/** What recorded drop-ins (systemd.unit(5)) add to their units, spelled as `systemctl show` spells it. */
export function dropIns(recording: Recording): Map<string, UnitProperties> {
  const units = new Map<string, UnitProperties>();
  for (const [path, text] of [...recording.files, ...catSections(recording)]) {
    const unit = /^\/(?:etc|run|usr\/lib|lib)\/systemd\/system\/([^/]+)\.d\/[^/]+\.conf$/.exec(path)?.[1];
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

/** The files that `systemctl cat` printed, each under a comment with its path. */
function catSections(recording: Recording): [string, string][] {
  return textsOf(recording, "cat").flatMap(({ text }) =>
    text.split(/^# (?=\/)/m).flatMap((section): [string, string][] => {
      const end = section.indexOf("\n");
      return section.startsWith("/") && end > 0 ? [[section.slice(0, end).trim(), section.slice(end + 1)]] : [];
    }),
  );
}

/** Each unit and the answer to it, from every recorded `systemctl VERB UNIT…`. */
function answersTo(recording: Recording, verb: string): [string, string][] {
  return textsOf(recording, verb).flatMap(({ command, text }) =>
    command.words.slice(1).map((name, index): [string, string] => [fullName(name), text.trim().split("\n")[index]?.trim() ?? "unknown"]),
  );
}

function textsOf(recording: Recording, verb: string): { command: Command; text: string }[] {
  return recording.commands.filter(({ command }) => command.tool === "systemctl" && command.words[0] === verb);
}

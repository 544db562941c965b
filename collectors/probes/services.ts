import { defineProbe } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Service } from "#lib/facts/services.ts";
import { fieldsOf, integerOf, listOf } from "./parse/escapes.ts";
import { linesOf } from "./parse/sections.ts";
import { systemctlText, unitBlocks } from "./parse/systemctl.ts";
import { watchedUnits } from "./parse/watched-units.ts";

const properties =
  "Id,LoadState,ActiveState,SubState,Result,UnitFileState,NRestarts,After,Requires,RequiresMountsFor,WantsMountsFor,DropInPaths,ExecStartPre,TimeoutStartUSec";

/** Units that rules ask for, in full, and every other one that is enabled or masked, by its file. systemd answers from memory. */
export const services = defineProbe({
  id: "services",
  fact: "services",
  systems: ["linux"],
  sources: {
    shown: { exec: ["systemctl", "show", "--no-pager", "-p", properties, ...watchedUnits], timeoutSeconds: 10, optional: true },
    files: {
      exec: ["systemctl", "list-unit-files", "--no-legend", "--no-pager", "--state=enabled,enabled-runtime,masked,masked-runtime"],
      timeoutSeconds: 10,
      optional: true,
    },
  },
  parse({ shown, files }) {
    const lines = linesOf(systemctlText(shown, "units"));
    const asked = unitBlocks(lines).flatMap(({ values, idIndex }) => {
      // systemd answers for any name; one without a unit behind it is not there.
      if (!values.get("Id") || values.get("LoadState") === "not-found") return [];
      return [serviceOf(values, citeLine(shown.source, lines, idIndex))];
    });
    const known = new Set(asked.map(({ unit }) => unit));
    const fileLines = linesOf(systemctlText(files, "unit files"));
    const others = fileLines.flatMap((line, index) => {
      const [unit = "", state = ""] = fieldsOf(line);
      if (!/^[^/\s]+\.[a-z]+$/.test(unit) || !/^(enabled|masked)/.test(state) || known.has(unit)) return [];
      return [{ ...unread, unit, unitFileState: state, at: citeLine(files.source, fileLines, index) }];
    });
    if (asked.length + others.length === 0) throw new Error(`${shown.source} names no unit`);
    const units = new Map([...asked, ...others].map((service) => [service.unit, service]));
    return [...units.values()].sort((one, two) => (one.unit < two.unit ? -1 : 1));
  },
});

/** What only `systemctl show` tells. */
const unread: Omit<Service, "unit" | "unitFileState" | "at"> = {
  loadState: null,
  activeState: null,
  subState: null,
  result: null,
  restarts: null,
  after: [],
  requires: [],
  requiresMountsFor: [],
  wantsMountsFor: [],
  dropIns: [],
  execStartPre: null,
  timeoutStart: null,
};

function serviceOf(values: ReadonlyMap<string, string>, at: Service["at"]): Service {
  const value = (key: string) => values.get(key) || null;
  const list = (key: string) => fieldsOf(values.get(key) ?? "");
  return {
    unit: values.get("Id") ?? "",
    loadState: value("LoadState"),
    activeState: value("ActiveState"),
    subState: value("SubState"),
    result: value("Result"),
    unitFileState: value("UnitFileState"),
    restarts: integerOf(value("NRestarts")),
    after: list("After"),
    requires: list("Requires"),
    requiresMountsFor: list("RequiresMountsFor"),
    wantsMountsFor: list("WantsMountsFor"),
    dropIns: list("DropInPaths"),
    execStartPre: commandsOf(values.get("ExecStartPre") ?? ""),
    timeoutStart: value("TimeoutStartUSec"),
    at,
  };
}

/** "{ path=/bin/true ; argv[]=/bin/true -x ; ignore_errors=no ; start_time=[…] … }": the command lines alone, since the times differ at each boot. */
function commandsOf(text: string): string | null {
  const commands = listOf(text, "\n").flatMap((line) => {
    const begin = line.indexOf("argv[]=");
    if (begin < 0) return [];
    const end = line.indexOf(" ; ignore_errors=", begin);
    return [line.slice(begin + "argv[]=".length, end < 0 ? undefined : end).trim()];
  });
  return commands.length > 0 ? commands.join("\n") : null;
}

import { defineProbe } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { fieldsOf } from "./parse/escapes.ts";
import { linesOf } from "./parse/sections.ts";
import { serviceOf, unread } from "./parse/service-units.ts";
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
    shown: { exec: ["systemctl", "show", "--no-pager", "-p", properties, ...watchedUnits], timeoutSeconds: 20, optional: true },
    files: {
      exec: ["systemctl", "list-unit-files", "--no-legend", "--no-pager", "--state=enabled,enabled-runtime,masked,masked-runtime"],
      timeoutSeconds: 20,
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

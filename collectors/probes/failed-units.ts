import { defineProbe } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { fieldsOf } from "./parse/escapes.ts";
import { linesOf } from "./parse/sections.ts";
import { systemctlText } from "./parse/systemctl.ts";

/** What stands before a unit where --plain is not obeyed. */
const bullets = ["●", "*", "×"];

/** Units that systemd calls failed. Text, because `-o json` came with systemd 246 only. */
export const failedUnits = defineProbe({
  id: "failed-units",
  fact: "failedUnits",
  systems: ["linux"],
  sources: {
    units: { exec: ["systemctl", "list-units", "--failed", "--no-legend", "--plain", "--no-pager"], optional: true },
  },
  parse({ units }) {
    const lines = linesOf(systemctlText(units, "failed units"));
    return lines.flatMap((line, index) => {
      const fields = fieldsOf(line).filter((field) => !bullets.includes(field));
      const [unit, load, active, sub, ...description] = fields;
      if (!unit || !load || active !== "failed" || !sub) return [];
      return [{ unit, load, sub, description: description.join(" "), at: citeLine(units.source, lines, index) }];
    });
  },
});

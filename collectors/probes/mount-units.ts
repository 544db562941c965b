import { defineProbe } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { MountUnit } from "#lib/facts/units.ts";
import { fieldsOf, listOf } from "./parse/escapes.ts";
import { linesOf } from "./parse/sections.ts";
import { systemctlText, unitBlocks } from "./parse/systemctl.ts";

const properties = "Id,LoadState,Where,What,Type,Options,ActiveState,SubState,Result,FragmentPath,SourcePath,RequiredBy,WantedBy" as const;

/** Mount and automount units with who requires them (systemd.mount(5)): what the boot waits for. systemd answers from memory. */
export const mountUnits = defineProbe({
  id: "mount-units",
  fact: "mountUnits",
  systems: ["linux"],
  sources: {
    units: {
      exec: ["systemctl", "show", "--all", "--no-pager", "-p", properties, "*.mount", "*.automount"],
      maximumBytes: 2 * 1024 * 1024,
      optional: true,
    },
  },
  parse({ units }) {
    const lines = linesOf(systemctlText(units, "mount units"));
    return unitBlocks(lines).flatMap(({ values, idIndex }) => {
      const unit = values.get("Id") ?? "";
      // A unit that others only mention has no definition: there is nothing to mount.
      if (unit === "" || values.get("LoadState") === "not-found") return [];
      return [unitOf(unit, values, citeLine(units.source, lines, idIndex))];
    });
  },
});

function unitOf(unit: string, values: ReadonlyMap<string, string>, at: MountUnit["at"]): MountUnit {
  const value = (key: string) => values.get(key) ?? "";
  return {
    unit,
    where: value("Where"),
    what: value("What"),
    type: value("Type"),
    options: listOf(value("Options")),
    activeState: value("ActiveState"),
    subState: value("SubState"),
    result: value("Result"),
    fragmentPath: value("FragmentPath") || null,
    sourcePath: value("SourcePath") || null,
    requiredBy: fieldsOf(value("RequiredBy")),
    wantedBy: fieldsOf(value("WantedBy")),
    at,
  };
}

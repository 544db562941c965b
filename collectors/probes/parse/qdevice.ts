import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Qdevice } from "#lib/facts/cluster.ts";
import { fieldsOf, integerOf } from "./escapes.ts";
import { keyValues } from "./key-values.ts";
import { linesOf, succeeded } from "./sections.ts";

/** The daemon's unit by `systemctl show`; null where it was not told. */
export function unitOf(section: Section): Qdevice["unit"] {
  const properties = succeeded(section) ? keyValues(section.text) : new Map<string, { value: string; line: number }>();
  const active = properties.get("ActiveState");
  if (active === undefined) return null;
  const value = (key: string) => properties.get(key)?.value || null;
  return {
    loadState: value("LoadState"),
    activeState: active.value,
    fileState: value("UnitFileState"),
    result: value("Result"),
    restarts: integerOf(value("NRestarts")),
    at: citeLine(section.source, linesOf(section.text), active.line),
  };
}

/** The files of the certificate database, none where it is missing, by `ls -l`: mode, links, owner, group, size, three words of date, name. */
export function certificatesOf(section: Section): Qdevice["certificates"] {
  if (/no such file or directory/i.test(section.errorText)) return { files: [], at: citeLine(section.source, [section.errorText], 0) };
  if (!succeeded(section)) return null;
  const lines = linesOf(section.text);
  const files = lines.flatMap((line, index) => {
    const fields = fieldsOf(line);
    const sizeBytes = integerOf(fields[4]);
    return !line.startsWith("-") || sizeBytes === null || fields.length < 9
      ? []
      : [{ name: fields.slice(8).join(" "), sizeBytes, at: citeLine(section.source, lines, index) }];
  });
  return { files, at: citeLine(section.source, lines, 0) };
}

import type { Section } from "#collectors/probe.ts";
import { listOf } from "./escapes.ts";
import { linesOf } from "./sections.ts";

interface Value {
  value: string;
  /** Line, from 0. */
  index: number;
}

/** Values of an option of ceph.conf(5) in any section: blanks, dashes and underscores in its name are the same, # and ; begin a comment. */
export function cephValues(file: Section, option: string): Value[] {
  return linesOf(file.text).flatMap((raw, index) => {
    const line = raw.replace(/(^|\s)[#;].*$/, "").trim();
    const equals = line.indexOf("=");
    const key = line
      .slice(0, Math.max(equals, 0))
      .trim()
      .replace(/[\s-]+/g, "_")
      .toLowerCase();
    const value = line.slice(equals + 1).trim();
    return key === option && value !== "" ? [{ value, index }] : [];
  });
}

/** The networks of the file, each of a list by itself. */
export function cephNetworks(file: Section): (Value & { option: "public_network" | "cluster_network" })[] {
  return (["public_network", "cluster_network"] as const).flatMap((option) =>
    cephValues(file, option).flatMap(({ value, index }) => listOf(value, /[,; \t]+/).map((one) => ({ option, value: one, index }))),
  );
}

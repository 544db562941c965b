import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { NamePin } from "#lib/facts/network-config.ts";
import { macOf } from "./configured.ts";
import { iniSections, iniValue, iniValues } from "./ini.ts";
import { wordsOf } from "./iproute.ts";
import { linesOf } from "./sections.ts";

/** Longest rule that is read, in characters; real ones are a tenth of it. */
const maximumRuleCharacters = 4096;

/** Properties of a card that stay whatever it is called, by which a systemd.link(5) file may match it. */
const stableMatches = ["MACAddress", "PermanentMACAddress", "Path", "Driver", "Property", "Firmware"];

/**
 * Pins of a systemd.link(5) file. None where a NamePolicy= stands before the name: then the name is only what is left when it fails;
 * and none where nothing but the kernel's name is matched.
 */
export function pinsOfLinkFile(file: Section): NamePin[] {
  const sections = iniSections(file.text);
  const name = iniValues(sections, "Link", "Name").at(-1);
  const isStable = stableMatches.some((key) => iniValue(sections, "Match", key));
  if (!name || !isStable || iniValue(sections, "Link", "NamePolicy")) return [];
  const at = citeLine(file.source, linesOf(file.text), name.line);
  const macs = ["PermanentMACAddress", "MACAddress"].flatMap((key) =>
    wordsOf(iniValue(sections, "Match", key) ?? "").flatMap((word) => macOf(word) ?? []),
  );
  const path = iniValue(sections, "Match", "Path");
  const matched = macs.length > 0 ? [...new Set(macs)] : [null];
  return matched.map((mac) => ({ by: "link-file", mac, path, name: name.value, at }));
}

/** Pins of a udev(7) rules file: rules of the net subsystem that set NAME for a MAC address or a place on the bus. */
export function pinsOfUdevRules(file: Section): NamePin[] {
  const lines = linesOf(file.text);
  const pins: NamePin[] = [];
  let rule = "";
  for (const [index, line] of lines.entries()) {
    const isContinued = line.endsWith("\\");
    if (rule.length <= maximumRuleCharacters) rule += isContinued ? line.slice(0, -1) : line;
    if (isContinued) continue;
    const pin = rule.trimStart().startsWith("#") || rule.length > maximumRuleCharacters ? null : pinOfRule(rule);
    if (pin) pins.push({ ...pin, at: citeLine(file.source, lines, index) });
    rule = "";
  }
  return pins;
}

function pinOfRule(rule: string): Omit<NamePin, "at"> | null {
  const matches = new Map<string, string>();
  let name: string | null = null;
  for (const [, key = "", operator, value = ""] of rule.matchAll(/([A-Z]+(?:\{[^}"]*\})?)\s*(==|!=|:=|\+=|=)\s*"([^"]*)"/g)) {
    if (operator === "==") matches.set(key, value);
    if (key === "NAME" && (operator === "=" || operator === ":=")) name = value;
  }
  const isNet = matches.get("SUBSYSTEM") === "net" || matches.has("ATTR{address}");
  if (!name || !isNet || /[$%]/.test(name)) return null;
  const path = matches.get("KERNELS") ?? matches.get("ENV{ID_PATH}") ?? null;
  const mac = macOf(matches.get("ATTR{address}") ?? matches.get("ATTRS{address}"));
  if (mac === null && (path === null || /[*?[|]/.test(path))) return null;
  return { by: "udev", mac, path, name };
}

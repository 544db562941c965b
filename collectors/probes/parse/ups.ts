import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Ups, UpsState } from "#lib/facts/ups.ts";
import { fieldsOf } from "./escapes.ts";
import { keyValues } from "./key-values.ts";
import { linesOf, succeeded } from "./sections.ts";

/** MODE= of nut.conf(5); null where it is not set. */
export function modeOf(file: Section): Ups["mode"] {
  const mode = keyValues(file.text).get("MODE");
  return mode ? { value: mode.value.toLowerCase(), at: citeLine(file.source, linesOf(file.text), mode.line) } : null;
}

/** "MONITOR ups@localhost 1 user password primary" of upsmon.conf(5). */
export function monitorsOf(file: Section): Ups["monitored"] {
  const lines = linesOf(file.text);
  return lines.flatMap((line, index) => {
    const [keyword, ups, ...rest] = fieldsOf(line);
    if (keyword !== "MONITOR" || !ups) return [];
    const role = rest.find((word) => /^(primary|secondary|master|slave)$/.test(word)) ?? null;
    return [{ ups, role, at: citeLine(file.source, lines, index) }];
  });
}

/** Sections of ups.conf(5), each a UPS with its driver and port. */
export function driversOf(file: Section): Ups["drivers"] {
  const lines = linesOf(file.text);
  const heads = lines.flatMap((line, index) => {
    const name = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
    return name === undefined ? [] : [{ name, index }];
  });
  return heads.map(({ name, index }, position) => {
    const own = lines.slice(index + 1, heads[position + 1]?.index);
    const value = (key: string) =>
      own.map((line) => new RegExp(`^\\s*${key}\\s*=\\s*"?([^"#]*)`).exec(line)?.[1]?.trim()).find(Boolean) ?? "";
    const port = own.findIndex((line) => /^\s*port\s*=/.test(line));
    return { name, driver: value("driver"), port: value("port"), at: citeLine(file.source, lines, port < 0 ? index : index + 1 + port) };
  });
}

/** upsc(8): "ups.status: OL CHRG", or "Error: Driver not connected". */
export function nutState(section: Section): UpsState {
  return stateOf(section, section.source.split(" ").at(-1) ?? "", {
    status: /^ups\.status: (.*)$/,
    charge: /^battery\.charge: (\d+(?:\.\d+)?)/,
    runtimeSeconds: /^battery\.runtime: (\d+)/,
    runtimeMinutes: null,
  });
}

/** apcaccess(8): "STATUS   : ONLINE", "TIMELEFT : 41.0 Minutes". */
export function apcState(section: Section): UpsState {
  return stateOf(section, "apcupsd", {
    status: /^STATUS +: +(.*?) *$/,
    charge: /^BCHARGE +: +(\d+(?:\.\d+)?)/,
    runtimeSeconds: null,
    runtimeMinutes: /^TIMELEFT +: +(\d+(?:\.\d+)?) Min/,
  });
}

interface Labels {
  status: RegExp;
  charge: RegExp;
  runtimeSeconds: RegExp | null;
  runtimeMinutes: RegExp | null;
}

function stateOf(section: Section, name: string, labels: Labels): UpsState {
  const lines = linesOf(section.text);
  const index = lines.findIndex((line) => labels.status.test(line));
  const number = (pattern: RegExp | null) => {
    const text = pattern && lines.map((line) => pattern.exec(line)?.[1]).find(Boolean);
    return text ? Number(text) : null;
  };
  const minutes = number(labels.runtimeMinutes);
  const complaint = lines.find((line) => /^Error:/.test(line))?.slice("Error:".length) ?? section.errorText;
  return {
    name,
    status: fieldsOf(labels.status.exec(lines[index] ?? "")?.[1] ?? ""),
    chargePercent: number(labels.charge),
    runtimeSeconds: minutes === null ? number(labels.runtimeSeconds) : Math.round(minutes * 60),
    error: succeeded(section) && index >= 0 ? null : complaint.replace(/^Error:/, "").trim() || "no answer",
    at: citeLine(section.source, lines, Math.max(index, 0)),
  };
}

/** APC, Eaton (MGE), CyberPower, Tripp Lite, Phoenixtec, Voltronic, Liebert and Powercom by their USB ids, others by what they call themselves. */
const upsIds = /\bID (051d:|0463:|0764:0[56]01|09ae:|06da:|0665:5161|10af:|0d9f:)/;

/** lsusb(8): "Bus 001 Device 004: ID 051d:0002 American Power Conversion Uninterruptible Power Supply". */
export function upsOnUsb(section: Section): Ups["onUsb"] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const name = /^Bus \d+ Device \d+: ID [0-9a-f]{4}:[0-9a-f]{4} ?(.*)$/.exec(line)?.[1];
    if (name === undefined || !(upsIds.test(line) || /uninterruptible|\bUPS\b/i.test(name))) return [];
    return [{ name: name || "UPS", at: citeLine(section.source, lines, index) }];
  });
}

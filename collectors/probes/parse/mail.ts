import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Mail } from "#lib/facts/mail.ts";
import { listOf } from "./escapes.ts";
import { linesOf } from "./sections.ts";

const months = "JanFebMarAprMayJunJulAugSepOctNovDec";

/** aliases(5): a name, a colon and whom it goes to; a line that begins with a blank goes on. */
export function aliasesOf(file: Section): NonNullable<Mail["aliases"]> {
  const lines = linesOf(file.text);
  const found: NonNullable<Mail["aliases"]> = [];
  for (const [index, line] of lines.entries()) {
    const last = found.at(-1);
    if (/^\s+\S/.test(line) && !line.trim().startsWith("#")) last?.targets.push(...listOf(line));
    const [, name = "", targets = ""] = /^"?([^\s#":]+)"?\s*:\s*(.*)$/.exec(line) ?? [];
    if (name !== "") found.push({ name: name.toLowerCase(), targets: listOf(targets), at: citeLine(file.source, lines, index) });
  }
  return found;
}

/** postconf(5): `name = value`, the last one wins. */
export function postfixOf(file: Section): NonNullable<Mail["carrier"]> {
  const lines = linesOf(file.text);
  const settings = new Map<string, { value: string; index: number }>();
  for (const [index, line] of lines.entries()) {
    const [, name = "", value = ""] = /^([a-z0-9_]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (name !== "") settings.set(name, { value: value.trim(), index });
  }
  const relay = settings.get("relayhost");
  return {
    name: "postfix",
    relay: relayOf(relay?.value ?? ""),
    localOnly: /^(error|local|discard)\b/.test(settings.get("default_transport")?.value ?? ""),
    at: citeLine(file.source, lines, relay?.index ?? 0),
  };
}

/** update-exim4.conf.conf of Debian. */
export function eximOf(file: Section): NonNullable<Mail["carrier"]> {
  const lines = linesOf(file.text);
  const value = (name: string) => new RegExp(`^${name}='?([^']*)'?$`).exec(lines.find((line) => line.startsWith(`${name}=`)) ?? "")?.[1];
  const index = lines.findIndex((line) => line.startsWith("dc_eximconfig_configtype="));
  return {
    name: "exim",
    relay: relayOf((value("dc_smarthost") ?? "").replace(/::\d+$/, "")),
    localOnly: value("dc_eximconfig_configtype") === "local",
    at: citeLine(file.source, lines, Math.max(index, 0)),
  };
}

/** Senders that know nothing but a relay: `host NAME` (msmtp), `mailhub=NAME` (ssmtp), `SMARTHOST NAME` (dma), a name at the start (nullmailer). */
export function smallSenderOf(name: "msmtp" | "ssmtp" | "dma" | "nullmailer", file: Section): NonNullable<Mail["carrier"]> {
  const pattern = {
    msmtp: /^\s*host\s+(\S+)/,
    ssmtp: /^\s*mailhub\s*=\s*(\S+)/i,
    dma: /^\s*SMARTHOST\s+(\S+)/,
    nullmailer: /^\s*([^\s#]\S*)/,
  };
  const lines = linesOf(file.text);
  const index = lines.findIndex((line) => pattern[name].test(line));
  return {
    name,
    relay: relayOf(pattern[name].exec(lines[index] ?? "")?.[1] ?? ""),
    localOnly: false,
    at: citeLine(file.source, lines, Math.max(index, 0)),
  };
}

/** "[smtp.example.net]:587" is smtp.example.net. */
function relayOf(text: string): string | null {
  const host = text.trim().replace(/^\[([^\]]*)\](:\S+)?$/, "$1");
  const bare = /^[^:]*:\w+$/.test(host) ? host.slice(0, host.lastIndexOf(":")) : host;
  return bare === "" ? null : bare;
}

/** mailq(1) of postfix, sendmail or exim; null where its form is not known. Only exim says nothing of an empty queue. */
export function queueOf(section: Section, silentWhenEmpty: boolean): NonNullable<Mail["queue"]> | null {
  const lines = linesOf(section.text);
  const total = lines.findLastIndex((line) => /^-- \d+ .* in \d+ Requests?\.|Total requests: \d+/i.test(line));
  const times = lines.flatMap((line) => queuedAt(line) ?? []);
  const ages = lines.flatMap((line) => queuedForSeconds(line) ?? []);
  const counted = /in (\d{1,9}) Requests?\.|Total requests: (\d{1,9})/i.exec(lines[total] ?? "");
  const isEmpty = section.text.trim() === "" ? silentWhenEmpty : /queue is empty/i.test(section.text);
  if (total < 0 && times.length + ages.length === 0 && !isEmpty) return null;
  return {
    // A queue so long that its list was cut has no total.
    messages: Number(counted?.[1] ?? counted?.[2] ?? times.length + ages.length),
    oldestAt: oldestOf(times),
    oldestAgeSeconds: ages.length === 0 ? null : Math.max(...ages.slice(0, 10_000)),
    reasons: reasonsIn(lines),
    at: citeLine(section.source, lines, Math.max(total, 0)),
  };
}

/** `5DB03C4D9C3  4821 Thu Feb 26 02:30:00  root@host` of postfix: "02-26T02:30:00". */
function queuedAt(line: string): string | null {
  const [, month = "", day = "", time = ""] =
    /^[0-9A-Za-z]{6,}[*!]?\s+\d+\s+[A-Z][a-z]{2} ([A-Z][a-z]{2})\s+(\d{1,2}) (\d\d:\d\d:\d\d)/.exec(line) ?? [];
  const number = months.indexOf(month) / 3 + 1;
  return month !== "" && Number.isInteger(number) && number > 0 ? `${pad(number)}-${pad(Number(day))}T${time}` : null;
}

/** ` 3d  1.1K 1uXyZ0-0003aB-2C <root@host>` of exim. */
function queuedForSeconds(line: string): number | null {
  const [, count, unit = ""] = /^\s*(\d{1,6})([mhdw])\s+[\d.]+[KMG]?\s+\S{6,}-\S+-\S+\s/.exec(line) ?? [];
  return count === undefined ? null : Number(count) * ({ m: 60, h: 3600, d: 86_400, w: 604_800 }[unit] ?? 0);
}

/** Without a year, a time late in the year beside one early in it is of the year before. */
function oldestOf(times: readonly string[]): string | null {
  const sorted = [...times].sort();
  const overNewYear = sorted.some((time) => time < "02") && sorted.some((time) => time > "11");
  const late = overNewYear ? sorted.filter((time) => time > "11") : sorted;
  return late[0] ?? null;
}

function reasonsIn(lines: readonly string[]): string[] {
  return [...new Set(lines.flatMap((line) => /^\s*\((.+)\)\s*$/.exec(line)?.[1] ?? []))].slice(0, 8);
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}

interface Block {
  kind: string;
  id: string;
  values: [string, string][];
  index: number;
}

/** Sections of notifications.cfg: `kind: id`, then indented `key value`. */
function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (const [index, line] of lines.entries()) {
    const [, kind = "", id = ""] = /^([a-z][a-z-]*):\s*(\S+)\s*$/.exec(line) ?? [];
    if (kind !== "") blocks.push({ kind, id, values: [], index });
    const [, key = "", value = ""] = /^\s+(\S+)\s+(.*\S)\s*$/.exec(line) ?? [];
    if (key !== "") blocks.at(-1)?.values.push([key, value]);
  }
  return blocks;
}

/** Targets and the ones that enabled matchers use. Without a file Proxmox mails root@pam. */
export function notificationsOf(file: Section): Pick<Mail, "targets" | "matchedTargets"> {
  const lines = linesOf(file.text);
  const blocks = blocksOf(lines);
  const all = (block: Block, key: string) => block.values.filter(([name]) => name === key).flatMap(([, value]) => listOf(value));
  const enabled = (block: Block) => !all(block, "disable").some((value) => /^(1|true|yes|on)$/i.test(value));
  return {
    targets: blocks
      .filter(({ kind }) => kind !== "matcher")
      .map((block) => ({
        id: block.id,
        kind: block.kind,
        enabled: enabled(block),
        recipients: all(block, "mailto"),
        users: all(block, "mailto-user"),
        server: all(block, "server")[0] ?? null,
        at: citeLine(file.source, lines, block.index),
      })),
    matchedTargets: [
      ...new Set(blocks.filter((block) => block.kind === "matcher" && enabled(block)).flatMap((block) => all(block, "target"))),
    ],
  };
}

/** Who mails alarms: `-m` of smartd.conf, MAILADDR of mdadm.conf, ZED_EMAIL_ADDR of zed.rc, MAILTO of a crontab. */
export function sendersOf(program: string, pattern: RegExp, files: readonly Section[]): Mail["senders"] {
  return files.flatMap((file) => {
    const lines = linesOf(file.text);
    return lines.flatMap((line, index) => {
      if (line.trim().startsWith("#")) return [];
      const to = pattern.exec(line)?.[1]?.replace(/^["']|["']$/g, "");
      return to === undefined || to === "" ? [] : [{ program, to, at: citeLine(file.source, lines, index) }];
    });
  });
}

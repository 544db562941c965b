import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { SmartdDirective } from "#lib/facts/smartd.ts";
import { linesOf } from "./sections.ts";

/** Directives that say what to check; a line with none of them checks everything, as smartd(8) says "implied -a". */
const checks = ["-a", "-H", "-f", "-t", "-p", "-u", "-l", "-W"];

interface Line {
  words: string[];
  index: number;
}

/** The lines of smartd.conf(5) that name a device. A backslash joins lines, # begins a comment, DEFAULT adds to what follows it. */
export function smartdDirectives(file: Section): SmartdDirective[] {
  const raw = linesOf(file.text);
  let defaults: string[] = [];
  let scanned = false;
  return logicalLines(raw).flatMap(({ words: [device = "", ...own], index }) => {
    if (device === "DEFAULT") {
      defaults = own;
      return [];
    }
    const options = [...defaults, ...own];
    const ignored = scanned;
    if (device === "DEVICESCAN") scanned = true;
    return [{ device, options, ...meaningOf(options), ignored, at: citeLine(file.source, raw, index) }];
  });
}

function logicalLines(raw: readonly string[]): Line[] {
  const lines: Line[] = [];
  let open: { text: string; index: number } | null = null;
  for (const [index, line] of raw.entries()) {
    const content: string = line.split("#", 1)[0]?.trimEnd() ?? "";
    const joined: { text: string; index: number } = open
      ? { text: `${open.text} ${content}`, index: open.index }
      : { text: content, index };
    open = joined.text.endsWith("\\") ? { ...joined, text: joined.text.slice(0, -1) } : null;
    if (open) continue;
    const words = joined.text.split(/\s+/).filter((word) => word !== "");
    if (words.length > 0) lines.push({ words, index: joined.index });
  }
  return lines;
}

function meaningOf(options: readonly string[]): Pick<SmartdDirective, "selfTests" | "mail" | "program" | "temperature" | "checksFailures"> {
  const after = (flag: string) => options.flatMap((option, index) => (option === flag ? [options[index + 1] ?? ""] : []));
  const program = options.findIndex((option, index) => option === "-M" && options[index + 1] === "exec");
  const impliesAll = !options.some((option) => checks.includes(option));
  const countsErrors = ["-f", "-t", "-p", "-u", "-l", "-C", "-U"].some((check) => options.includes(check));
  return {
    selfTests: after("-s").at(-1) ?? null,
    mail: after("-m").at(-1) ?? null,
    program: program < 0 ? null : (options[program + 2] ?? null),
    temperature: after("-W").at(-1) ?? null,
    checksFailures: impliesAll || options.includes("-a") || (options.includes("-H") && countsErrors),
  };
}

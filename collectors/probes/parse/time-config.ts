import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { ConfiguredTimeSource } from "#lib/facts/time-sync.ts";
import { iniSections, iniValues } from "./ini.ts";
import { wordsOf } from "./iproute.ts";
import { linesOf } from "./sections.ts";

/** Sources that chrony.conf(5) or ntp.conf(5) names, one a line; comments begin with #, !, ; or %. */
export function ntpDirectives(file: Section): ConfiguredTimeSource[] {
  const lines = linesOf(file.text);
  return lines.flatMap((line, index) => {
    const [word = "", ...rest] = wordsOf(line);
    const directive = (["server", "pool", "peer", "refclock"] as const).find((known) => known === word.toLowerCase());
    const name = rest.find((part) => !/^-[46]$/.test(part));
    if (!directive || !name) return [];
    // ntpd names its reference clocks by an address of their own.
    const isClock = directive === "refclock" || /^127\.127\./.test(name);
    return [{ directive: isClock ? "refclock" : directive, name, at: citeLine(file.source, lines, index) }];
  });
}

/** Servers of timesyncd.conf(5); without any, those that its fallback names. The fallback that came with the program stands in no file. */
export function timesyncdServers(file: Section): ConfiguredTimeSource[] {
  const lines = linesOf(file.text);
  const sections = iniSections(file.text);
  const of = (key: string) =>
    iniValues(sections, "Time", key).flatMap(({ value, line }) =>
      wordsOf(value).map((name) => ({
        directive: isPool(name) ? ("pool" as const) : ("server" as const),
        name,
        at: citeLine(file.source, lines, line),
      })),
    );
  const servers = of("NTP");
  return servers.length > 0 ? servers : of("FallbackNTP");
}

/** Names behind which there are many servers, each asked for anew. */
function isPool(name: string): boolean {
  return /(^|\.)pool\.ntp\.org\.?$/i.test(name) || /^(ntp\.ubuntu\.com|time\.(cloudflare|google|apple|windows)\.com)$/i.test(name);
}

import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Resolver } from "#lib/facts/resolver.ts";
import { fieldsOf } from "./escapes.ts";
import { iniSections } from "./ini.ts";
import { wordsOf } from "./iproute.ts";
import { linesOf } from "./sections.ts";

/** Addresses at which systemd-resolved listens for the host's own programs. */
export const stubAddresses = ["127.0.0.53", "127.0.0.54"];
/** MAXNS of glibc: further `nameserver` lines are never asked. */
export const maximumServers = 3;

/** The `nameserver` lines of a resolv.conf(5). */
export function serversOf(section: Section): Resolver["nameservers"] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const [address] = keywordWords(line, ["nameserver"]) ?? [];
    return address ? [{ address, at: citeLine(section.source, lines, index) }] : [];
  });
}

/** The words of each line that begins with one of the keywords; of `search` and `domain` the last line wins. */
export function wordsAfter(section: Section, keywords: readonly string[]): string[][] {
  return linesOf(section.text).flatMap((line) => {
    const words = keywordWords(line, keywords);
    return words ? [words] : [];
  });
}

/**
 * Servers of a key of resolved.conf(5), drop-ins after the file: an empty value takes back what stood before. A server may carry a
 * port, a link and the name of its certificate: ADDRESS:PORT%LINK#NAME.
 */
export function resolvedServers(files: readonly Section[], key: "DNS" | "FallbackDNS"): Resolver["nameservers"] {
  let servers: Resolver["nameservers"] = [];
  for (const file of files) {
    const lines = linesOf(file.text);
    const entries = iniSections(file.text).flatMap((section) => (section.name === "Resolve" ? section.entries : []));
    for (const entry of entries.filter((one) => one.key === key)) {
      const at = citeLine(file.source, lines, entry.line);
      const named = wordsOf(entry.value).flatMap((word) => ({ address: bareAddress(word), at }));
      servers = entry.value === "" ? [] : [...servers, ...named];
    }
  }
  return servers;
}

function bareAddress(word: string): string {
  const plain = word.split(/[#%]/, 1)[0] ?? word;
  return plain.replace(/^\[([^\]]*)\](:\d+)?$/, "$1").replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
}

/** Null where the line does not begin with a keyword: the C library sees none behind blanks. What looks like a remark is left out. */
function keywordWords(line: string, keywords: readonly string[]): string[] | null {
  const [keyword = "", ...words] = fieldsOf(line);
  if (!line.startsWith(keyword) || !keywords.includes(keyword)) return null;
  const remark = words.findIndex((word) => word.startsWith("#") || word.startsWith(";"));
  return remark < 0 ? words : words.slice(0, remark);
}

import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Resolver } from "#lib/facts/resolver.ts";
import { fieldsOf } from "./parse/escapes.ts";
import { fileOrNull } from "./parse/presence.ts";
import { linesOf, succeeded } from "./parse/sections.ts";

/** Addresses at which systemd-resolved listens for the host's own programs. */
const stubAddresses = ["127.0.0.53", "127.0.0.54"];
/** MAXNS of glibc: further `nameserver` lines are never asked. */
const maximumServers = 3;

/**
 * Who answers names: resolv.conf(5). Behind systemd-resolved's stub its own file names the servers that it asks, those of the links
 * included. `resolvectl` is not called: it would start a resolved that somebody stopped.
 */
export const resolver = defineProbe({
  id: "resolver",
  fact: "resolver",
  systems: ["linux"],
  sources: {
    file: { read: "/etc/resolv.conf", optional: true },
    upstream: { read: "/run/systemd/resolve/resolv.conf", optional: true },
  },
  parse({ file, upstream }) {
    const section = fileOrNull(file, "resolv.conf");
    if (!section) throw new NotApplicable("there is no /etc/resolv.conf");
    const own = serversOf(section);
    const stub = own.some(({ address }) => stubAddresses.includes(address));
    const uplinks = stub ? upstream.find(succeeded) : undefined;
    return {
      nameservers: uplinks ? serversOf(uplinks) : own.slice(0, maximumServers),
      search: wordsAfter(section, ["search", "domain"]).at(-1) ?? [],
      options: wordsAfter(section, ["options"]).flat(),
      stub,
    };
  },
});

function serversOf(section: Section): Resolver["nameservers"] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const [address] = wordsOf(line, ["nameserver"]) ?? [];
    return address ? [{ address, at: citeLine(section.source, lines, index) }] : [];
  });
}

/** The words of each line that begins with one of the keywords; of `search` and `domain` the last line wins. */
function wordsAfter(section: Section, keywords: readonly string[]): string[][] {
  return linesOf(section.text).flatMap((line) => {
    const words = wordsOf(line, keywords);
    return words ? [words] : [];
  });
}

/** Null where the line does not begin with a keyword: the C library sees none behind blanks. What looks like a remark is left out. */
function wordsOf(line: string, keywords: readonly string[]): string[] | null {
  const [keyword = "", ...words] = fieldsOf(line);
  if (!line.startsWith(keyword) || !keywords.includes(keyword)) return null;
  const remark = words.findIndex((word) => word.startsWith("#") || word.startsWith(";"));
  return remark < 0 ? words : words.slice(0, remark);
}

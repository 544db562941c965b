import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Resolver } from "#lib/facts/resolver.ts";
import { linesOf } from "./sections.ts";

type Servers = Resolver["nameservers"];
type Program = "dnsmasq" | "unbound" | "named";

/** An IPv4 or IPv6 address alone, without port or certificate name. */
const address = "[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]+";

/**
 * Where a resolver on this host passes questions for all names on to. Null where no configuration of one is there, or where it leaves
 * the servers to something that is not read; [] where it asks the roots itself.
 */
export function forwardersOf(files: Record<Program, readonly Section[]>): Servers | null {
  if (files.dnsmasq.length > 0) {
    const servers = matching(files.dnsmasq, new RegExp(`^\\s*server=(${address})(?:[#@]|\\s|$)`));
    // Without one of its own dnsmasq asks those of a resolv.conf, here or elsewhere.
    return servers.length > 0 ? servers : null;
  }
  if (files.unbound.length > 0) return matching(files.unbound, new RegExp(`^\\s*forward-addr:\\s*"?(${address})(?:[@#"]|\\s|$)`));
  if (files.named.length === 0) return null;
  return files.named.flatMap(namedForwarders);
}

function matching(files: readonly Section[], pattern: RegExp): Servers {
  return files.flatMap((file) => {
    const lines = linesOf(file.text);
    return lines.flatMap((line, index) => {
      const server = pattern.exec(line.slice(0, 200))?.[1];
      return server ? [{ address: server, at: citeLine(file.source, lines, index) }] : [];
    });
  });
}

/** `forwarders { a; b; };` in one line or over several; remarks begin with // or #. */
function namedForwarders(file: Section): Servers {
  const lines = linesOf(file.text);
  const found: Servers = [];
  let isOpen = false;
  for (const [index, line] of lines.entries()) {
    const text = line.replace(/(\/\/|#).*$/, "");
    const start = text.search(/\bforwarders\b[^{]*\{/);
    if (start >= 0) isOpen = true;
    if (!isOpen) continue;
    const inner = text.slice(start >= 0 ? text.indexOf("{", start) + 1 : 0);
    for (const word of inner.split(/[;{}\s]+/)) {
      if (new RegExp(`^(?:${address})$`).test(word)) found.push({ address: word, at: citeLine(file.source, lines, index) });
    }
    if (inner.includes("}")) isOpen = false;
  }
  return found;
}

import type { Section } from "#collectors/probe.ts";
import { defineProbe } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Names } from "#lib/facts/names.ts";
import { fieldsOf } from "./parse/escapes.ts";
import { fileOrNull } from "./parse/presence.ts";
import { firstSuccess, linesOf } from "./parse/sections.ts";

/** What glibc does where nsswitch.conf says nothing of hosts; musl, which has no such file, does the same. */
const defaultLookupOrder = ["files", "dns"];

/** An IPv6 address in full with the name of its interface. */
const longestAddress = 64;

/** The names that the host knows without asking anyone. */
export const names = defineProbe({
  id: "names",
  fact: "names",
  systems: ["linux"],
  sources: {
    nodeName: { exec: ["uname", "-n"], optional: true },
    hosts: { read: "/etc/hosts", optional: true },
    nsswitch: { read: "/etc/nsswitch.conf", optional: true },
  },
  parse({ nodeName, hosts, nsswitch }) {
    const name = firstSuccess([nodeName], "node name").text.trim();
    if (name === "") throw new Error("uname -n printed no name");
    const hostsFile = fileOrNull(hosts, "hosts file");
    const nsswitchFile = fileOrNull(nsswitch, "nsswitch.conf");
    return {
      nodeName: name,
      hosts: hostsFile ? hostsOf(hostsFile) : [],
      lookupOrder: (nsswitchFile && lookupOrderOf(nsswitchFile)) ?? defaultLookupOrder,
    };
  },
});

/** Lines of hosts(5). One whose first word is no address is passed over, as the resolver does. */
function hostsOf(section: Section): Names["hosts"] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const [address = "", ...namesOfLine] = fieldsOf(withoutComment(line));
    if (namesOfLine.length === 0 || !isAddress(address)) return [];
    return [{ address, names: namesOfLine, at: citeLine(section.source, lines, index) }];
  });
}

/** Services of the `hosts:` line, without the actions in brackets; null where there is no such line. */
function lookupOrderOf(section: Section): string[] | null {
  const line = linesOf(section.text)
    .map((text) => withoutComment(text).trim())
    .find((text) => text.startsWith("hosts:"));
  return line === undefined ? null : fieldsOf(line.slice("hosts:".length).replace(/\[[^\][]*\]/g, " "));
}

function withoutComment(line: string): string {
  const hash = line.indexOf("#");
  return hash < 0 ? line : line.slice(0, hash);
}

function isAddress(text: string): boolean {
  if (text.length > longestAddress) return false;
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) || /^[0-9a-f:]*:[0-9a-f:.]*(?:%\S+)?$/i.test(text);
}

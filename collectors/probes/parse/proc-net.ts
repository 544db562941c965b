import type { Section } from "#collectors/probe.ts";
import type { Addresses } from "#lib/facts/addresses.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Routes } from "#lib/facts/routes.ts";
import { wordsOf } from "./iproute.ts";
import { linesOf, succeeded } from "./sections.ts";

const gatewayFlag = 0x2;
/** Bits of a route's flags that make it no way out: rejected, or local to the host. */
const localOrRejectFlags = 0x80000200;
const scopesOfV6 = new Map([
  ["00", "global"],
  ["10", "host"],
  ["20", "link"],
  ["40", "site"],
]);

/** IPv4 routes of the main table from /proc/net/route, whose numbers are hexadecimal in the byte order of a PC. */
export function routesFromProc(section: Section): Routes {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const [device, destination, gateway, flags, , , metric, mask] = wordsOf(line);
    const address = v4OfHex(destination);
    const length = bitsOf(mask);
    if (!device || device === "*" || address === null || length === null) return [];
    const route = {
      table: "main",
      family: 4 as const,
      destination: length === 0 ? "default" : `${address}/${length}`,
      gateway: (Number.parseInt(flags ?? "0", 16) & gatewayFlag) !== 0 ? v4OfHex(gateway) : null,
      interface: device,
      metric: Number.parseInt(metric ?? "0", 10) || 0,
      protocol: null,
      at: citeLine(section.source, lines, index),
    };
    return [route];
  });
}

/** IPv6 routes from /proc/net/ipv6_route; those of the local table, of multicast and of rejection left out. */
export function routesFromProcV6(section: Section): Routes {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const [destination = "", length = "", , , gateway = "", metric = "", , , flags = "", device] = wordsOf(line);
    const flagBits = Number.parseInt(flags, 16);
    if (destination.length !== 32 || !device || destination.startsWith("ff") || (flagBits & localOrRejectFlags) !== 0) return [];
    const prefixLength = Number.parseInt(length, 16) || 0;
    const route = {
      table: "main",
      family: 6 as const,
      destination: prefixLength === 0 ? "default" : `${v6OfHex(destination)}/${prefixLength}`,
      gateway: (flagBits & gatewayFlag) !== 0 ? v6OfHex(gateway) : null,
      interface: device,
      metric: Number.parseInt(metric, 16) || 0,
      protocol: null,
      at: citeLine(section.source, lines, index),
    };
    return [route];
  });
}

/**
 * Addresses without `ip`: the local IPv4 addresses of /proc/net/fib_trie, each with the device and prefix of the closest connected
 * route, and the IPv6 ones of /proc/net/if_inet6.
 */
export function addressesFromProc(trie: Section, routes: Section, inet6: Section): Addresses {
  const connected = routesFromProc(routes).flatMap((route) => {
    const [network = "", length = ""] = route.destination.split("/");
    return route.gateway === null && length !== "" ? [{ network, prefixLength: Number(length), interface: route.interface ?? "" }] : [];
  });
  connected.push({ network: "127.0.0.0", prefixLength: 8, interface: "lo" });
  connected.sort((one, other) => other.prefixLength - one.prefixLength);
  const lines = linesOf(trie.text);
  const found = new Map<string, Addresses[number]>();
  for (const [index, line] of lines.entries()) {
    const address = /^\s+\|-- (\d+\.\d+\.\d+\.\d+)$/.exec(lines[index - 1] ?? "")?.[1];
    if (!address || found.has(address) || !line.includes("/32 host LOCAL")) continue;
    const route = connected.find(({ network, prefixLength }) => networkOf(address, prefixLength) === networkOf(network, prefixLength));
    if (!route) continue;
    const scope = route.interface === "lo" ? "host" : "global";
    const at = citeLine(trie.source, lines, index - 1);
    found.set(address, { interface: route.interface, family: 4, address, prefixLength: route.prefixLength, scope, dynamic: false, at });
  }
  return [...found.values(), ...(succeeded(inet6) ? addressesFromInet6(inet6) : [])];
}

function addressesFromInet6(section: Section): Addresses {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const [hex = "", , length = "", scope = "", , device] = wordsOf(line);
    if (!/^[0-9a-f]{32}$/.test(hex) || !device) return [];
    const prefixLength = Number.parseInt(length, 16) || 0;
    const common = { interface: device, family: 6 as const, address: v6OfHex(hex), prefixLength };
    return [{ ...common, scope: scopesOfV6.get(scope) ?? "global", dynamic: false, at: citeLine(section.source, lines, index) }];
  });
}

/** "0101A8C0" is 192.168.1.1. */
function v4OfHex(hex: string | undefined): string | null {
  if (!hex || !/^[0-9A-Fa-f]{8}$/.test(hex)) return null;
  return [6, 4, 2, 0].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(".");
}

/** Number of leading one bits of a hexadecimal mask. */
function bitsOf(mask: string | undefined): number | null {
  const text = v4OfHex(mask);
  return text === null ? null : numberOf(text).toString(2).replaceAll("0", "").length;
}

/** An IPv6 address as RFC 5952 writes it, from its 32 digits. */
function v6OfHex(hex: string): string {
  const groups = (hex.match(/.{4}/g) ?? []).map((group) => Number.parseInt(group, 16).toString(16));
  const zeros = [...groups.join(":").matchAll(/(?<![^:])0(?::0)+(?![^:])/g)].map((match) => match[0]);
  const longest = zeros.sort((one, other) => other.length - one.length)[0];
  if (longest === undefined) return groups.join(":");
  const [before = "", after = ""] = splitOnce(`:${groups.join(":")}:`, `:${longest}:`);
  return `${before.slice(1)}::${after.slice(0, -1)}`;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + separator.length)];
}

function networkOf(address: string, prefixLength: number): number {
  return prefixLength === 0 ? 0 : Math.floor(numberOf(address) / 2 ** (32 - prefixLength));
}

function numberOf(address: string): number {
  return address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
}

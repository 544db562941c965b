import type { Given } from "#lib/graph/given.ts";
import { givenFromSearch } from "#lib/graph/given-search.ts";
import { actionKinds } from "#lib/maintenance/window.ts";
import type { ActionRow, KnownHost } from "./draft.ts";

type Planned = Omit<ActionRow, "key">;

/**
 * What the address of the form plans already: `?action=reboot&host=ID` from a host's page, `?if=reboot:host:kvm-01` (more than once) from a
 * rehearsal. What nobody plans, a loss, and what names nothing known is left out: an address is typed by anybody.
 */
export function prefillOf(search: URLSearchParams, hosts: readonly KnownHost[]): Planned[] {
  const ofHost = hosts.filter(({ id }) => search.getAll("host").includes(id));
  const what = actionKinds.find((kind) => kind === search.get("action")) ?? "reboot";
  const asked = ofHost.map(({ name }): Planned => ({ what, host: name, subject: "" }));
  const names = new Set(hosts.map(({ name }) => name));
  return [...asked, ...givenFromSearch(search).flatMap((given) => plannedOf(given, names) ?? [])];
}

function plannedOf(given: Given, names: ReadonlySet<string>): Planned | null {
  if (given.what === "power-loss") return { what: "power-off-all", host: "", subject: "" };
  const [, kind, rest = ""] = /^(?:(host|guest|bridge|storage):)?(.*)$/s.exec(given.target) ?? [];
  const [host = "", part = ""] = kind === "host" || kind === "storage" || kind === undefined ? [rest] : splitOnce(rest);
  if (given.what === "lose") return kind === "storage" ? { what: "storage-change", host: "", subject: rest } : null;
  if (!names.has(host)) return null;
  if (kind === "guest") return { what: "guest-restart", host, subject: part };
  if (given.what === "reboot") return { what: "reboot", host, subject: "" };
  return given.what === "restart" ? null : { what: "network-change", host, subject: "" };
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf("/");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

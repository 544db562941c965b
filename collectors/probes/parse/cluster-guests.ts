import type { Section } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { ClusterGuest } from "#lib/facts/cluster-guests.ts";
import { integerOf } from "./escapes.ts";
import { parsePropertyString } from "./property-string.ts";
import { linesOf } from "./sections.ts";

const place = /^(\/etc\/pve\/nodes\/([^/:]+)\/(qemu-server|lxc)\/(\d{1,10})\.conf):(\d{1,6}):(.*)$/;

/** Guests from `grep -Hn` over configuration files. What stands below the first "[…]" of a file is a snapshot or pending, not its present state. */
export function clusterGuestsOf(section: Section): ClusterGuest[] {
  const guests = new Map<string, ClusterGuest & { closed: boolean }>();
  for (const line of linesOf(section.text)) {
    const [, path = "", node = "", kind = "", id = "", number = "1", text = ""] = place.exec(line) ?? [];
    if (path === "") continue;
    const at = { ...citeLine(path, [text], 0), line: Math.max(1, Number(number)) };
    const platform = kind === "lxc" ? "lxc" : "qemu";
    const guest = guests.get(path) ?? { id, name: `${platform} ${id}`, platform, node, cpu: null, nics: [], at, closed: false };
    guests.set(path, guest);
    if (text.startsWith("[")) guest.closed = true;
    else if (!guest.closed) take(guest, text, at);
  }
  return [...guests.values()].map(({ closed: _, ...guest }) => guest);
}

function take(guest: ClusterGuest, text: string, at: Cite): void {
  const colon = text.indexOf(":");
  const [key, value] = [text.slice(0, colon), text.slice(colon + 1).trim()];
  if (key === "name" || key === "hostname") Object.assign(guest, { name: value, at });
  else if (key === "cpu") {
    const { first, values } = parsePropertyString(value);
    guest.cpu = first ?? values.get("cputype") ?? null;
  } else if (/^net\d+$/.test(key)) {
    const { values } = parsePropertyString(value);
    guest.nics.push({ bridge: values.get("bridge") ?? null, vlanTag: integerOf(values.get("tag")), at });
  }
}

import type { Section } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { LibvirtHook } from "#lib/facts/libvirt-hooks.ts";
import { wordsOf } from "./iproute.ts";
import { linesOf } from "./sections.ts";

/** Lines of a hook that are worth citing; a script that repeats itself says no more. */
const maximumLines = 32;
const maximumWords = 256;
const folder = "/etc/libvirt/hooks";
/** Files that libvirt itself runs; what lies deeper is called by them, if at all. */
const hookPath = /^\/etc\/libvirt\/hooks\/qemu(\.d\/[^/]+)?$/;
/** Verbs of virsh that ask about devices of the host, not about guests: these do not wait for the guest that the hook holds up. */
const hostVerbs = /\bvirsh\b.*\s(nodedev-|nwfilter-|secret-|version|uri)/;

/** A hook's text: its path, and its lines without the path before them. */
export interface HookText {
  path: string;
  lines: string[];
}

/** What `ls -l` says of a file. */
interface Listed {
  mode: string;
  owner: string;
}

/** Files by name from `ls -la`: mode, links, owner, group, size, time, name. */
export function listedFiles(listing: Section): Map<string, Listed> {
  return new Map(
    linesOf(listing.text).flatMap((line): [string, Listed][] => {
      const [mode = "", , owner = "", ...rest] = wordsOf(line);
      const name = rest.at(-1);
      return /^[-l][-rwxsStT]{9}/.test(mode) && name ? [[name, { mode, owner }]] : [];
    }),
  );
}

/** The hooks for guests in what `grep -rH` prints: `path:line`. */
export function hookTexts(section: Section): HookText[] {
  const hooks = new Map<string, string[]>();
  for (const line of linesOf(section.text)) {
    const colon = line.indexOf(":");
    const path = line.slice(0, Math.max(colon, 0));
    if (!hookPath.test(path) || /(~|\.(bak|old|orig|save|disabled|dpkg-\w+|rpm\w+))$/.test(path)) continue;
    const lines = hooks.get(path) ?? [];
    hooks.set(path, lines);
    lines.push(line.slice(colon + 1));
  }
  return [...hooks].map(([path, lines]) => ({ path, lines }));
}

/** A hook by its text and, for the one in the folder itself, by its mode. */
export function hookOf({ path, lines }: HookText, listed: ReadonlyMap<string, Listed>): LibvirtHook {
  const file = path.slice(0, path.lastIndexOf("/")) === folder ? listed.get(path.slice(folder.length + 1)) : undefined;
  const code = lines.map((line) => (/^\s*#/.test(line) ? "" : line));
  const citing = (matches: (line: string) => boolean): Cite[] =>
    code.flatMap((line, index) => (matches(line) ? [citeLine(path, lines, index)] : [])).slice(0, maximumLines);
  const calls = code.filter(callsBack);
  return {
    path,
    executable: file ? file.mode.startsWith("l") || file.mode.slice(1, 10).includes("x") : null,
    owner: file?.owner ?? null,
    writableByOthers: file ? !file.mode.startsWith("l") && (file.mode[5] === "w" || file.mode[8] === "w") : null,
    vlanLines: citing(setsVlan),
    pvids: pvidsOf(code),
    virshLines: citing(callsBack),
    virshReadOnly: calls.every((line) => /\bvirsh\s+(-\S+\s+)*(-r|--readonly)\b/.test(line)),
    guestList: guestWords(code),
    at: citeLine(path, lines, 0),
  };
}

/** Shell writes `bridge vlan add`, Python a list of words. */
function setsVlan(line: string): boolean {
  return /\bbridge\b[\s"',]+(-\S+[\s"',]+)*vlan[\s"',]+(add|del|set)\b/.test(line.slice(0, 1000));
}

function callsBack(line: string): boolean {
  return /(^|[\s;|&("'`/])virsh[\s"']/.test(line) && !hostVerbs.test(line.slice(0, 1000));
}

function pvidsOf(code: readonly string[]): number[] {
  const found = code.filter(setsVlan).flatMap((line) => {
    if (!/\bpvid\b/.test(line)) return [];
    const vid = Number(/\bvid[\s"',]+(\d{1,4})\b/.exec(line)?.[1] ?? 0);
    return vid >= 1 && vid <= 4094 ? [vid] : [];
  });
  return [...new Set(found)].slice(0, maximumWords);
}

/**
 * Guests that a script serves and no others: words of a list that a variable takes (`VMS="a b c"`), and patterns of a `case` about the
 * first argument that has no branch for the rest. A single comparison is no list: it may add something for one guest.
 */
function guestWords(code: readonly string[]): string[] {
  const words: string[] = [];
  let branches: string[] | null = null;
  for (const line of code) {
    const text = line.slice(0, 1000);
    const list = /^\s*(?:declare -a |local |readonly )?\w*(?:VM|GUEST|DOMAIN|NAME)S?\w*=[("'\s]+([^"')$]*)/i.exec(text)?.[1];
    if (list?.trim().includes(" ")) words.push(...list.split(/[\s"',]+/));
    if (/\bcase\b\s+["']?\$\{?(1|\w*(guest|vm|domain|name))\b/i.test(text)) branches = [];
    const pattern = branches && /^\s*\(?([\w.*|" '-]+)\)/.exec(text)?.[1];
    if (pattern) branches?.push(...pattern.split(/[|\s"']+/));
    if (/\besac\b/.test(text) && branches) {
      if (!branches.includes("*")) words.push(...branches);
      branches = null;
    }
  }
  return [...new Set(words.filter((word) => /^[A-Za-z0-9][\w.-]*$/.test(word)))].slice(0, maximumWords);
}

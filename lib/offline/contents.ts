import { plainText } from "#lib/plain-text.ts";
import { fileNameFor } from "./names.ts";

/** Something that has a page. */
export interface Entry {
  /** As people call it; plain text. */
  name: string;
  /** From the root of the folder: "hosts/kvm-01.html". */
  path: string;
}

/** Everything that has a page of its own, by kind. */
export interface Contents {
  hosts: readonly Entry[];
  clusters: readonly Entry[];
  windows: readonly Entry[];
  incidents: readonly Entry[];
  /** By id; the path leads into the page of its family. */
  rules: readonly Entry[];
  families: readonly Entry[];
  documents: readonly Entry[];
  /** Further events that are rehearsed, beside the reboot of each host. */
  events: readonly Entry[];
}

/** The four pages of a host. */
export interface HostPages {
  report: string;
  runbook: string;
  reboot: string;
  depends: string;
}

export function hostPages(name: string): HostPages {
  const file = `${fileNameFor(name)}.html`;
  return { report: `hosts/${file}`, runbook: `runbooks/${file}`, reboot: `rehearsals/${file}`, depends: `topology/${file}` };
}

/** The page of a thing in a folder of its kind. */
export function entryIn(folder: string, name: string, key = name): Entry {
  return { name: plainText(name), path: `${folder}/${fileNameFor(key)}.html` };
}

/** Where the page of a rule's family begins to tell of it. */
export function ruleEntry(rule: string): Entry {
  const [family = "", id = ""] = rule.split("/");
  return { name: rule, path: `rules/${fileNameFor(family)}.html#${id}` };
}

/** Pages by the names that others call them by in code; a host goes before anything else of its name. */
export function lookupOf({ hosts, rules, clusters }: Contents): ReadonlyMap<string, string> {
  return new Map([...clusters, ...rules, ...hosts].map(({ name, path }) => [name, path]));
}

/** The address of a page as another one writes it: "../hosts/kvm-01.html". Paths are plain, so nothing has to be escaped. */
export function relativePath(from: string, to: string): string {
  const [path = "", anchor] = to.split("#");
  const suffix = anchor === undefined ? "" : `#${anchor}`;
  if (path === from || path === "") return suffix === "" ? (from.split("/").at(-1) ?? "") : suffix;
  return `${"../".repeat(from.split("/").length - 1)}${path}${suffix}`;
}

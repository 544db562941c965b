/** A command line taken apart by meaning: two spellings of one request are equal here. */
export interface Command {
  /** Base name of the program. */
  tool: string;
  /** Long names; values of repeated flags joined by commas, "" for a flag without a value, a count where that is repeated. */
  flags: ReadonlyMap<string, string>;
  /** What is left, in order: subcommand, object names. Abbreviations are spelt out. */
  words: readonly string[];
}

interface Grammar {
  /** Short flags that may be written together ("-nnk"): letter → long name. A flag with a value ends with "=". */
  short?: Readonly<Record<string, string>>;
  /** Long flags (without dashes) that take the next argument as their value. */
  valued?: readonly string[];
  /** Flags that change how an answer looks on a terminal, or the way to it, never what it says. */
  cosmetic?: readonly string[];
  /** iproute2 has long options with a single dash. */
  singleDash?: boolean;
  /** Spells out abbreviated words and drops a verb that is the default. */
  words?: (words: readonly string[]) => readonly string[];
}

const ipObjects = ["link", "address", "route", "neighbour", "rule"];

const grammars: Readonly<Record<string, Grammar>> = {
  ip: {
    singleDash: true,
    short: { j: "json", d: "details", "4": "family-inet", "6": "family-inet6", s: "statistics", N: "Numeric" },
    cosmetic: ["Numeric"],
    words: (words) => withoutVerb([spelled(words[0], ipObjects), ...words.slice(1)]),
  },
  bridge: {
    singleDash: true,
    short: { j: "json", d: "details", s: "statistics" },
    words: (words) => withoutVerb([spelled(words[0], ["link", "fdb", "vlan", "mdb"]), ...words.slice(1)]),
  },
  systemctl: {
    short: { p: "property=", t: "type=", a: "all", l: "full", q: "quiet" },
    valued: ["property", "type", "state"],
    // A systemd of before version 246 takes no notice of --output, and prints its table.
    cosmetic: ["no-pager", "no-legend", "plain", "full", "output"],

    words: (words) => (words[0] === undefined ? ["list-units"] : words),
  },
  journalctl: {
    short: { p: "priority=", n: "lines=", o: "output=", u: "unit=", t: "identifier=", g: "grep=" },
    valued: ["priority", "lines", "output", "unit", "identifier", "grep", "since", "until"],
    cosmetic: ["no-pager"],
  },
  chronyc: { short: { n: "numeric", c: "csv" }, cosmetic: ["numeric"] },
  resolvectl: { cosmetic: ["no-pager"], words: (words) => (words[0] === undefined ? ["status"] : words) },
  timedatectl: { cosmetic: ["no-pager"] },
  virsh: { short: { r: "readonly", c: "connect=", q: "quiet" }, valued: ["connect"], cosmetic: ["readonly", "connect", "quiet", "table"] },
  lspci: { short: { D: "domain", n: "numeric", k: "drivers", v: "verbose", m: "machine" } },
  uname: { short: { n: "n", r: "r", m: "m", s: "s", v: "v", o: "o", a: "a" } },
  id: { short: { u: "user", n: "name", g: "group" } },
  ceph: { short: { s: "status", f: "format=" }, valued: ["connect-timeout"], cosmetic: ["connect-timeout"] },
  "corosync-quorumtool": { short: { s: "status", i: "addresses", H: "header" }, cosmetic: ["header"] },
};

/** Takes an argv apart. Unknown tools keep their flags as written and their words in order. */
export function parseCommand(argv: readonly string[]): Command {
  const tool = (argv[0] ?? "").split("/").at(-1) ?? "";
  const grammar = grammars[tool] ?? {};
  const flags = new Map<string, string>();
  const words: string[] = [];
  const rest = argv.slice(1);
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === "--") words.push(...rest.splice(0));
    else if (argument.startsWith("-") && argument.length > 1) {
      for (const [flag, value] of flagsOf(argument, grammar, rest)) {
        if (!grammar.cosmetic?.includes(flag)) flags.set(flag, joined(flags.get(flag), value));
      }
    } else words.push(argument);
  }
  return { tool, flags, words: grammar.words?.(words) ?? words };
}

/** One spelling for one meaning: equal for `ip -d -j link show` and `ip -j -d link`. */
export function meaningOf({ tool, flags, words }: Command): string {
  const sorted = [...flags].sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([tool, sorted, words]);
}

function flagsOf(argument: string, grammar: Grammar, rest: string[]): [string, string][] {
  const letters = argument.slice(1);
  const isLong = argument.startsWith("--") || (grammar.singleDash === true && !(letters in (grammar.short ?? {})));
  if (isLong || grammar.short === undefined) {
    const [name = "", ...value] = argument.replace(/^--?/, "").split("=");
    if (value.length > 0) return [[name, value.join("=")]];
    return [[name, grammar.valued?.includes(name) ? (rest.shift() ?? "") : ""]];
  }
  return shortFlags(letters, grammar.short, rest);
}

function shortFlags(letters: string, short: Readonly<Record<string, string>>, rest: string[]): [string, string][] {
  const found: [string, string][] = [];
  for (let index = 0; index < letters.length; index++) {
    const letter = letters.charAt(index);
    const name = short[letter] ?? letter;
    if (name.endsWith("=")) {
      found.push([name.slice(0, -1), letters.slice(index + 1) || (rest.shift() ?? "")]);
      break;
    }
    found.push([name, ""]);
  }
  return found;
}

/** Values of a repeated flag are one sorted set: `-p A -p B` is `-p B,A`. A repeated flag without values is counted: `-nn` is "2". */
function joined(before: string | undefined, value: string): string {
  if (before !== undefined && value === "") return String(Number(before || "1") + 1);
  const parts = [...(before ?? "").split(","), ...value.split(",")].filter((part) => part !== "");
  return [...new Set(parts)].sort().join(",");
}

function spelled(word: string | undefined, full: readonly string[]): string {
  const name = word ?? "";
  return (name !== "" && full.find((candidate) => candidate.startsWith(name))) || name;
}

function withoutVerb(words: readonly string[]): readonly string[] {
  const [object = "", verb, ...rest] = words;
  const isDefault = verb !== undefined && ["show", "list", "lst", "ls"].includes(verb);
  return isDefault ? [object, ...rest] : words;
}

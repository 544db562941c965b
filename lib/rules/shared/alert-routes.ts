import type { Alertmanager, AlertRoute, Label, LabelMatcher } from "#lib/facts/alertmanager.ts";
import { canonicalAddress } from "./ip-address.ts";

/** Names that people give to the alert that always fires. */
export const deadmanName = /^(watchdog|dead[-_ ]?man('?s)?([-_ ]?(switch|snitch|alert))?|always[-_ ]?firing|heart-?beat)$/i;

/** Whether an expression is true whatever is measured: `vector(1)`, `1`, `vector(1) > 0`. */
export function isConstant(expression: string): boolean {
  const plain = expression.replace(/#[^\n]*/g, "").replace(/[\s()]/g, "");
  return /^(vector)?-?\d+(\.\d+)?((==|>=?|<=?|!=)-?\d+(\.\d+)?)?$/.test(plain);
}

/**
 * Whether a text matches a condition; null where the regular expression is of a form that is not evaluated here. Expressions come from
 * configurations of others, so none is handed to the engine: alternatives of literal text with `.*` and `.+` are what people write.
 */
export function matches({ operator, value }: LabelMatcher, text: string): boolean | null {
  if (operator === "=" || operator === "!=") return (text === value) === (operator === "=");
  const found = matchesExpression(value, text);
  return found === null ? null : found === (operator === "=~");
}

function matchesExpression(expression: string, text: string): boolean | null {
  const inner = expression
    .replace(/^\^/, "")
    .replace(/\$$/, "")
    .replace(/^\((?:\?:)?([^()]*)\)$/, "$1");
  const results = inner.split("|").map((one) => matchesOne(one, text));
  return results.includes(true) ? true : results.includes(null) ? null : false;
}

/** Stands for a character behind a backslash while the pieces are looked at; it is in no configuration. */
const escaped = "\uE000";

/** Literal pieces in order, with anything between them: the one form that takes no longer than the text is. */
function matchesOne(alternative: string, text: string): boolean | null {
  const least = [...alternative.matchAll(/\.([*+])/g)].map(([, sign]) => (sign === "+" ? 1 : 0));
  const pieces = alternative.split(/\.[*+]/).map((piece) => piece.replace(/\\([.\-+*?/])/g, `${escaped}$1`));
  if (pieces.some((piece) => /[.*+?()[\]{}\\^$]/.test(piece.replace(/\uE000./g, "")))) return null;
  const [first = "", ...rest] = pieces.map((piece) => piece.replaceAll(escaped, ""));
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const [index, piece] of rest.entries()) {
    const found = text.indexOf(piece, at + (least[index] ?? 0));
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at + (least.at(-1) ?? 0) <= text.length - last.length;
}

/** Whether all conditions hold for these labels; a label that is not there is an empty text. */
export function matchesAll(matchers: readonly LabelMatcher[], labels: readonly Label[]): boolean | null {
  const results = matchers.map((matcher) => matches(matcher, labels.find(({ name }) => name === matcher.label)?.value ?? ""));
  return results.includes(false) ? false : results.includes(null) ? null : true;
}

/** The routes that an alert ends at, as Alertmanager walks the tree: first match wins unless it continues. Null where that cannot be told. */
export function finalRoutes(routes: readonly AlertRoute[], labels: readonly Label[]): AlertRoute[] | null {
  const children = new Map<number, number[]>();
  for (const [index, { parent }] of routes.entries()) {
    // A parent comes before its children; anything else is no tree.
    if (parent === null || parent >= index) continue;
    const own = children.get(parent);
    if (own) own.push(index);
    else children.set(parent, [index]);
  }
  const walk = (index: number): AlertRoute[] | null => {
    const route = routes[index];
    const matched = route === undefined ? false : matchesAll(route.matchers, labels);
    if (route === undefined || matched !== true) return matched === null ? null : [];
    const found: AlertRoute[] = [];
    for (const child of children.get(index) ?? []) {
      const below = walk(child);
      if (below === null) return null;
      found.push(...below);
      if (below.length > 0 && routes[child]?.continues === false) break;
    }
    return found.length > 0 ? found : [route];
  };
  return walk(0);
}

/** Chat systems that take a webhook: nobody there notices that a message is missing. */
const chats =
  /(^|\.)(discord(app)?\.com|hooks\.slack\.com|slack\.com|office\.com|logic\.azure\.com|api\.telegram\.org|chat\.googleapis\.com)$/;

/** What becomes of an alert at a receiver: it is lost, stays inside the site, is told to people, or is counted by somebody outside. */
export type Fate = "lost" | "inside" | "people" | "counted";

export function fateAt(receiver: string, receivers: Alertmanager["receivers"]): Fate {
  const fates = (receivers.find(({ name }) => name === receiver)?.integrations ?? []).map(({ kind, host }): Fate => {
    if (kind !== "webhook" || (host !== null && chats.test(host))) return "people";
    return host !== null && isInside(host) ? "inside" : "counted";
  });
  return (["counted", "people", "inside"] as const).find((fate) => fates.includes(fate)) ?? "lost";
}

/** Whether a host stands within the site: a name of the cluster, without a domain or in a private one, or a private address. */
export function isInside(host: string): boolean {
  const address = canonicalAddress(host);
  if (address !== null) return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|127\.|169\.254\.|::1$|f[cd])/.test(address);
  return (
    !host.includes(".") || /\.(svc|local|lan|home|internal|intranet|arpa|localdomain)$/.test(host) || host.endsWith(".svc.cluster.local")
  );
}

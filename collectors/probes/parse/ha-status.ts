import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { HighAvailability } from "#lib/facts/high-availability.ts";
import { linesOf, succeeded } from "./sections.ts";

/** `ha-manager status`: "lrm NODE (STATE, DATE)" and "service ID (NODE, STATE)", the latter with further words in some versions. */
export function managerStates(section: Section): Pick<HighAvailability, "nodes" | "services"> {
  const states: Pick<HighAvailability, "nodes" | "services"> = { nodes: [], services: [] };
  if (!succeeded(section)) return states;
  const lines = linesOf(section.text);
  for (const [index, line] of lines.entries()) {
    const [, kind, id = "", first = "", second = ""] = /^(lrm|service) (\S+) \(([^,()]*)(?:, ([^,()]*))?/.exec(line) ?? [];
    const at = citeLine(section.source, lines, index);
    if (kind === "lrm") states.nodes.push({ node: id, state: first.trim(), at });
    if (kind === "service") states.services.push({ id, node: first.trim(), state: second.trim(), at });
  }
  return states;
}

import { z } from "zod";
import type { Answerer } from "#collectors/simulator/answer.ts";
import { printed } from "#collectors/simulator/answer.ts";
import type { Recording } from "#collectors/simulator/recording.ts";
import { recordedText } from "#collectors/simulator/recording.ts";

const Elements = z.array(z.unknown());

const Vlan = z.looseObject({ vlan: z.number(), vlanEnd: z.number().optional(), flags: z.array(z.string()).optional() });
type Vlan = z.infer<typeof Vlan>;
const VlanTable = z.union([z.array(z.looseObject({ vlans: z.array(Vlan) })), z.record(z.string(), z.array(Vlan).nullable())]);

/**
 * ip(8): JSON only, since no text was recorded. A request without `-d` gets the detailed recording, which says more;
 * `table all` gets the tables of both families that were recorded.
 */
export const ip: Answerer = (recording, { flags, words }) => {
  if (!flags.has("json")) return undefined;
  const [object = "", ...rest] = words;
  const family = flags.has("family-inet6") ? ["-6"] : [];
  if (object === "route") {
    if (rest.length > 0 && rest.join(" ") !== "table all") return undefined;
    return rest.length > 0 && family.length === 0 ? allTables(recording) : found(recording, ["ip", ...family, "-j", "route"]);
  }
  if (rest.length > 0) return undefined;
  const detailed = recordedText(recording, ["ip", "-j", "-d", object]);
  const plain = recordedText(recording, ["ip", "-j", object]);
  const text = flags.has("details") ? (detailed ?? plain) : (plain ?? detailed);
  return text === undefined ? undefined : printed(text);
};

/** bridge(8): JSON only. Ranges are folded here where the recording has only the long form; they are never unfolded. */
export const bridge: Answerer = (recording, { flags, words }) => {
  if (!flags.has("json") || words[0] !== "vlan" || words.length > 1) return undefined;
  const long = recordedText(recording, ["bridge", "-j", "vlan", "show"]);
  if (long === undefined || !flags.has("compressvlans")) return long === undefined ? undefined : printed(long);
  return printed(JSON.stringify(foldTable(VlanTable.parse(JSON.parse(long)))));
};

function found(recording: Recording, argv: readonly string[]) {
  const text = recordedText(recording, argv);
  return text === undefined ? undefined : printed(text);
}

function allTables(recording: Recording) {
  const texts = [recordedText(recording, ["ip", "-j", "route"]), recordedText(recording, ["ip", "-6", "-j", "route"])];
  const tables = texts.flatMap((text) => (text === undefined ? [] : [Elements.parse(JSON.parse(text))]));
  return tables.length === 0 ? undefined : printed(JSON.stringify(tables.flat()));
}

function foldTable(table: z.infer<typeof VlanTable>): unknown {
  if (Array.isArray(table)) return table.map((port) => ({ ...port, vlans: foldRanges(port.vlans) }));
  return Object.fromEntries(Object.entries(table).map(([port, vlans]) => [port, vlans === null ? null : foldRanges(vlans)]));
}

/** Neighbouring VLANs with the same flags become one range; a PVID stands alone, as in the kernel's own compressed dump. */
function foldRanges(vlans: readonly Vlan[]): Vlan[] {
  const folded: Vlan[] = [];
  for (const vlan of vlans) {
    const last = folded.at(-1);
    const continues = last !== undefined && vlan.vlan === (last.vlanEnd ?? last.vlan) + 1;
    const alike = JSON.stringify(last?.flags ?? []) === JSON.stringify(vlan.flags ?? []) && !vlan.flags?.includes("PVID");
    if (continues && alike) folded[folded.length - 1] = { ...last, vlanEnd: vlan.vlanEnd ?? vlan.vlan };
    else folded.push({ ...vlan });
  }
  return folded;
}

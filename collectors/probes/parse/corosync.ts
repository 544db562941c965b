import type { Section } from "#collectors/probe.ts";
import { linesOf } from "./sections.ts";

/** A block of corosync.conf(5): its values and the blocks inside it. Line indexes count from 0. */
export interface Block {
  name: string;
  index: number;
  values: ReadonlyMap<string, { value: string; index: number }>;
  blocks: readonly Block[];
}

interface OpenBlock extends Block {
  values: Map<string, { value: string; index: number }>;
  blocks: OpenBlock[];
}

/** Reads the whole file as one nameless block. Total: a brace too many is passed over, a missing one ends with the file. */
export function parseCorosync(section: Section): Block {
  const root = open("", 0);
  const stack = [root];
  for (const [index, raw] of linesOf(section.text).entries()) {
    const line = raw.trim();
    const inside = stack.at(-1) ?? root;
    if (line === "" || line.startsWith("#")) continue;
    if (line.endsWith("{")) {
      const block = open(line.slice(0, -1).trim(), index);
      inside.blocks.push(block);
      stack.push(block);
    } else if (line === "}") {
      if (stack.length > 1) stack.pop();
    } else {
      const colon = line.indexOf(":");
      if (colon > 0) inside.values.set(line.slice(0, colon).trim(), { value: line.slice(colon + 1).trim(), index });
    }
  }
  return root;
}

/**
 * Whether it is the file that Debian's package brings, untouched: one node, on the loopback address. A host with it is in no cluster.
 */
export function isPackageDefault(root: Block): boolean {
  const nodes = blocksNamed(blocksNamed([root], "nodelist"), "node");
  return nodes.length === 1 && lastValue(nodes, "ring0_addr") === "127.0.0.1";
}

/** The blocks of this name right inside the given ones; a block that is written twice counts twice. */
export function blocksNamed(parents: readonly Block[], name: string): Block[] {
  return parents.flatMap((parent) => parent.blocks.filter((block) => block.name === name));
}

/** The value of a key in the last of the blocks that has it, as corosync itself decides. */
export function lastValue(blocks: readonly Block[], key: string): string | null {
  return blocks.findLast((block) => block.values.has(key))?.values.get(key)?.value ?? null;
}

/** One spelling for one meaning: blanks, comments and the order of values and blocks do not count. */
export function meaningOf({ name, values, blocks }: Block): string {
  const own = [...values].map(([key, { value }]) => `${key}: ${value}`).sort();
  return JSON.stringify([name, own, blocks.map(meaningOf).sort()]);
}

function open(name: string, index: number): OpenBlock {
  return { name, index, values: new Map(), blocks: [] };
}

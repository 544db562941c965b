import type { ChainLink, LinkKind } from "./schema.ts";

/** Kinds of links that can be found on a host before anything happens: what had been waiting, what hid it, what made it worse. */
export const exposingKinds: ReadonlySet<LinkKind> = new Set(["latent", "blind-spot", "escalation"]);

/** The rules by which a host can be found exposed to an incident; each once. */
export function exposingRules({ chain }: { chain: readonly Pick<ChainLink, "kind" | "rules">[] }): string[] {
  return [...new Set(chain.filter((link) => exposingKinds.has(link.kind)).flatMap((link) => link.rules))];
}

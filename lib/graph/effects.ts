import { bootEffects } from "./effects/boot.ts";
import type { Effect } from "./effects/effect.ts";
import { guestEffects } from "./effects/guests.ts";
import { hardwareEffects } from "./effects/hardware.ts";
import { networkEffects } from "./effects/network.ts";
import { storageEffects } from "./effects/storage.ts";

export type { Effect, EffectTarget } from "./effects/effect.ts";

/** What a finding of each rule makes of what, and when. Rules that the union models by needs of its own stand in effects/none.ts. */
export const effects: Readonly<Record<string, readonly Effect[]>> = {
  ...bootEffects,
  ...networkEffects,
  ...storageEffects,
  ...hardwareEffects,
  ...guestEffects,
};

/** A host and its guests in different VLANs: no need of its own, but it says which change of the network is to be rehearsed. */
export const apartRule = "bridge/pvid-mismatch-host-guests";

/** Rules whose findings a host's part keeps. */
export const carriedRules: ReadonlySet<string> = new Set([...Object.keys(effects), apartRule]);

const shortByRule = new Map(Object.entries(effects).map(([rule, all]) => [rule, all.find(({ short }) => short !== undefined)?.short]));

/** What is left of a host that a finding only makes poorer, in two words: "network differs". */
export function shortOf(rule: string): string | undefined {
  return shortByRule.get(rule);
}

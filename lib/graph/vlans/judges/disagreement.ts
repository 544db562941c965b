import type { Cite } from "#lib/facts/cite.ts";
import type { Given } from "#lib/graph/given.ts";
import type { Disagreement } from "#lib/graph/vlans/model.ts";
import type { Place } from "#lib/graph/vlans/places.ts";
import { type Level, severityOf } from "#lib/rules/severity.ts";

type Said = Pick<Disagreement, "kind" | "title" | "observed" | "expected"> &
  Partial<Pick<Disagreement, "confidence" | "vids" | "guests" | "rule" | "given">> & {
    likelihood: Level;
    impact: Level;
    cite: readonly Cite[];
    /** Tells two of a kind at one place apart. */
    key?: string;
  };

/** What disagrees at one place; its severity follows from likelihood and impact, as that of the rules. */
export function disagreement(place: Place, { likelihood, impact, cite, key = "", ...said }: Said): Disagreement {
  return {
    confidence: "confirmed",
    vids: [],
    guests: [],
    rule: null,
    given: null,
    ...said,
    id: `${said.kind} ${place.id} ${key}`.trim(),
    severity: severityOf(likelihood, impact),
    hosts: [place.host],
    places: [place.id],
    evidence: cite.map((at) => ({ host: place.host, at })),
  };
}

/** Losing a VLAN at one place: whoever lives in it there. */
export const loseLeg = ({ host, name }: Place, vid: number): Given => ({ what: "lose", target: `vlan:${host}/${name}.${vid}` });
/** Giving a bridge another PVID over SSH: the repair that suggests itself. */
export const setPvid = ({ host, name }: Place, vid: number): Given => ({ what: "set-pvid", target: `bridge:${host}/${name}`, vid });
/** Bringing the files into force. */
export const applyNetwork = ({ host }: Place): Given => ({ what: "apply-network", target: `host:${host}` });

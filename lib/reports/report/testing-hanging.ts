import type { ReportTopology } from "./topology-model.ts";
import type { ReportVlans } from "./vlans-model.ts";

/** How hosts hang together, for tests of renderings: every text is the given one. Nothing of the product imports this. */
export function topologyOf(text: string): ReportTopology {
  const loss = { machines: 2, others: 1 };
  const inside = [{ name: text, words: text, running: false }];
  const host = {
    ...{
      id: "host:1",
      name: text,
      group: { kind: "site" as const, name: text },
      added: true,
      read: true,
      unread: 1,
      faults: ["storage/z"],
      loss,
    },
    ...{ guests: { total: 1, off: 0 }, bridges: inside, mounts: inside, votes: [{ name: "votes", words: "1" }] },
  };
  const thing = { id: "storage:1", kind: "storage" as const, name: text, host: text, running: true, declared: true, because: text, loss };
  const tie = { from: "host:1", to: "storage:1", needs: 1, when: ["boot" as const], faults: ["storage/z"], words: [text], unknown: false };
  return {
    hosts: [host, { ...host, id: "host:2", name: `${text} 2`, read: false, unread: 0 }],
    things: [thing, { ...thing, id: "dns:1", kind: "dns" }],
    ties: [
      { ...tie, severity: "high" },
      { ...tie, from: "host:2", to: "dns:1", severity: null, unknown: true },
    ],
  };
}

export function vlansOf(text: string): ReportVlans {
  const cell = { named: true, own: [text], guests: [{ name: text, running: false, tags: true }], files: "not-running" as const };
  const place = { host: text, name: text, kind: "filters" as const, uplinks: [text], unread: [text], severity: "high" as const };
  const vlans = [
    { ...cell, range: [1, 1] as [number, number], passage: "pvid" as const, switch: "refused" as const, severity: "high" as const },
    { ...cell, range: [2, 4094] as [number, number], named: false, passage: "all" as const, switch: "open" as const, severity: null },
  ];
  const said = { title: text, observed: text, expected: text, rule: null, vids: [1], guests: [text] };
  return {
    places: [
      { ...place, vlans },
      { ...place, host: `${text} 2`, kind: "unread", severity: null, vlans: [] },
    ],
    disagreements: [{ ...said, kind: "no-way-out", severity: "high", confidence: "inferred", places: [{ host: text, name: text }] }],
  };
}

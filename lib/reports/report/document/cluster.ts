import type { ReportHostFacts, ReportVotes } from "#lib/reports/report/host-model.ts";
import { type Block, code, said, type Words } from "./block.ts";
import { part } from "./part.ts";

/** The cluster's votes as this host sees them, and what is configured. */
export function* clusterBlocks({ clusterConfig, votes }: ReportHostFacts, id: string): Generator<Block> {
  if (clusterConfig.status === "absent" && votes.status === "absent") {
    yield* part(clusterConfig, "Cluster", id, () => []);
    return;
  }
  yield* part(votes, "Votes of the cluster", id, voteBlocks);
  yield* part(clusterConfig, "Cluster as configured", `${id}-config`, (config) => [
    {
      kind: "pairs",
      pairs: [
        ["Name", [code(config.name)]],
        ["Options", said([config.twoNode ? "two_node" : "", config.waitForAll ? "wait_for_all" : ""].filter(Boolean).join(", ") || "none")],
        ["Quorum device", said(config.qdevice ?? "none")],
        ["Nodes", nodeWords(config.nodes)],
      ],
    },
  ]);
}

function nodeWords(nodes: readonly { name: string | null; votes: number; addresses: readonly string[] }[]): Words {
  return nodes.flatMap(({ name, votes, addresses }, index) => [
    { text: index === 0 ? "" : "\n" },
    code(name ?? "without a name"),
    { text: ` ${votes === 1 ? "1 vote" : `${votes} votes`}${addresses.length === 0 ? "" : `, ${addresses.join(", ")}`}` },
  ]);
}

function voteBlocks({ quorate, totalVotes, expectedVotes, quorum, members, qdeviceVotes }: ReportVotes): Block[] {
  const spare = totalVotes - quorum;
  const left = spare >= 0 ? `, ${spare} to spare` : "";
  const state = { text: quorate ? "quorate" : "not quorate", tone: quorate ? ("holds" as const) : ("critical" as const) };
  return [
    { kind: "paragraph", words: [state, { text: `: ${totalVotes} of ${expectedVotes} votes, ${quorum} needed${left}` }] },
    {
      kind: "table",
      label: "Members of the cluster",
      columns: [
        { title: "Member", weight: 3 },
        { title: "Votes", weight: 1, align: "right" },
        { title: "Quorum device", weight: 2 },
      ],
      rows: [
        ...members.map(({ name, votes, local, qdevice }) => [
          [code(name), ...(local ? [{ text: " this host", style: "quiet" as const }] : [])],
          said(String(votes)),
          said(qdevice?.join(", ") ?? "–"),
        ]),
        ...(qdeviceVotes === null ? [] : [[said("Quorum device"), said(String(qdeviceVotes)), said("")]]),
      ],
    },
  ];
}

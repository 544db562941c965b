import { duration } from "#lib/format.ts";
import { causeWords } from "#lib/reports/host/not-read.ts";
import type { ReportBridge, ReportHostFacts } from "#lib/reports/report/host-model.ts";
import type { Report, ReportHost } from "#lib/reports/report/model.ts";
import type { VlanPlace } from "#lib/reports/report/vlans-model.ts";
import { stateNames } from "#lib/reports/words.ts";
import { type Block, code, said, type Words } from "./block.ts";
import { bridgeBlocks, drawnBridgeBlocks } from "./bridges.ts";
import { clusterBlocks } from "./cluster.ts";
import { part } from "./part.ts";
import { guestTable, mountTable } from "./tables.ts";
import { hostAnchor, momentOr, riskWords } from "./words.ts";

/** Each host: its state, and what was read of it. */
export function* hostBlocks({ hosts, exposure, kind, vlans }: Report): Generator<Block> {
  if (exposure !== null || hosts.length === 0) return;
  yield { kind: "heading", level: 2, id: "hosts", words: said(hosts.length === 1 ? "The host" : "Hosts") };
  for (const [index, host] of hosts.entries()) {
    yield { kind: "heading", level: 3, id: hostAnchor(index), words: [{ text: host.name }] };
    yield { kind: "pairs", pairs: statePairs(host) };
    if (host.facts === null) yield { kind: "paragraph", words: [{ text: "Nothing has been read from this host yet.", tone: "unknown" }] };
    else yield* factBlocks(host.facts, hostAnchor(index), bridgesOf(host.name, kind === "host" ? (vlans?.places ?? []) : null));
  }
}

function statePairs(host: ReportHost): (readonly [string, Words])[] {
  const { target, cluster, site, state, paused, lastError, seenAt, visitedAt, risk, verdicts, unknown } = host;
  const identity = host.facts?.identity;
  const { passed, failed, notApplicable } = verdicts;
  return [
    ["Way in", [code(target), { text: `${site === null ? "" : `, site ${site}`}${cluster === null ? "" : `, cluster ${cluster}`}` }]],
    ...(identity === undefined ? [] : [["System", identityWords(identity)] as const]),
    [
      "State",
      said(
        `${stateNames[state]}${paused ? ", paused" : ""}; visited ${momentOr(visitedAt, "never")}, last read ${momentOr(seenAt, "never")}`,
      ),
    ],
    ...(lastError === null ? [] : [["Last visit", [{ text: lastError.sentence, tone: "unknown" as const }]] as const]),
    ["Risk", said(riskWords(risk))],
    ["Rules", said(`${failed} failed, ${passed} passed, ${unknown.rules.length} unknown, ${notApplicable} do not apply`)],
  ];
}

function identityWords(identity: ReportHostFacts["identity"]): Words {
  if (identity.status === "ok") return said(systemWords(identity.value));
  if (identity.status === "absent") return said(identity.reason);
  return [{ text: `not read: ${causeWords[identity.cause]} (${identity.detail})`, tone: "unknown" }];
}

function systemWords({
  os,
  kernel,
  hypervisorVersion,
  uptimeSeconds,
}: {
  os: string;
  kernel: string;
  hypervisorVersion: string | null;
  uptimeSeconds: number | null;
}): string {
  const hypervisor = hypervisorVersion === null ? "" : `, hypervisor ${hypervisorVersion}`;
  const up = uptimeSeconds === null ? "" : `, up ${duration(uptimeSeconds * 1000)}`;
  return `${os}, kernel ${kernel}${hypervisor}${up}`;
}

type TellBridges = (bridges: readonly ReportBridge[]) => Iterable<Block>;

/** In a report about one host its bridges are drawn; of many they are tables, since a picture of all hosts stands above. */
function bridgesOf(name: string, places: readonly VlanPlace[] | null): TellBridges {
  if (places === null) return bridgeBlocks;
  return (bridges) =>
    drawnBridgeBlocks(
      bridges,
      name,
      places.filter(({ host }) => host === name),
    );
}

function* factBlocks(facts: ReportHostFacts, anchor: string, tellBridges: TellBridges): Generator<Block> {
  yield* part(facts.mounts, "Mounts", `${anchor}-mounts`, (mounts) => [mountTable(mounts)]);
  yield* part(facts.bridges, "Bridges and VLANs", `${anchor}-bridges`, tellBridges);
  yield* part(facts.guests, "Guests", `${anchor}-guests`, (guests) => [guestTable(guests)]);
  yield* clusterBlocks(facts, `${anchor}-cluster`);
}

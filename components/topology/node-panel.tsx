"use client";

import { Crosshair, Play } from "lucide-react";
import { useFleetGraph, useFleetQuestion } from "#components/graph/use-fleet-graph.ts";
import { HostLink } from "#components/hosts/host-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import { HostText } from "#components/ui/host-text.tsx";
import type { Given } from "#lib/graph/given.ts";
import type { NodeDetails } from "#lib/graph/topology/node-details.ts";
import { plainLine } from "#lib/plain-text.ts";
import { guestWords } from "./box-parts.tsx";
import { Panel, PanelPart } from "./panel.tsx";
import { ToldNeeds } from "./told-needs.tsx";
import type { ChangeView } from "./use-topology-view.ts";
import { kindWord, type RuleWords } from "./words.tsx";

const actionWords: Readonly<Record<Given["what"], string>> = {
  reboot: "Reboot",
  lose: "Lose",
  restart: "Restart",
  "apply-network": "Apply its network",
  "set-pvid": "Set its PVID",
  "power-loss": "Lose power",
  "hardware-fault": "Fault of its hardware",
};

/** All that is known of one thing, and what can be rehearsed of it. */
export function NodePanel({ id, rules, change }: { id: string; rules: RuleWords; change: ChangeView }) {
  const { data, isPending, isPlaceholderData } = useFleetQuestion("topologyNode", id);
  const onClose = () => change({ node: null });
  if (isPending || isPlaceholderData)
    return (
      <Panel title={<Skeleton className="h-5 w-32" />} onClose={onClose}>
        <Skeleton className="w-4/5" />
        <Skeleton className="w-3/5" />
      </Panel>
    );
  if (data === null || data === undefined)
    return (
      <Panel title="Not there any more" onClose={onClose}>
        <p>The last visits told nothing of this. Close it and look again.</p>
      </Panel>
    );
  const { node, needs, needsTotal, neededBy, neededByTotal } = data;
  const onSelect = (other: string) => change({ node: other });
  return (
    <Panel title={plainLine(node.name, 120)} hint={<WhatItIs details={data} />} onClose={onClose}>
      <Actions details={data} change={change} />
      <Facts details={data} />
      <PanelPart title={`Needs ${needsTotal === 0 ? "" : needsTotal}`}>
        <ToldNeeds needs={needs} total={needsTotal} rules={rules} end="from" empty="Nothing that is known." onSelect={onSelect} />
      </PanelPart>
      <PanelPart title={`Needed by ${neededByTotal === 0 ? "" : neededByTotal}`}>
        <ToldNeeds needs={neededBy} total={neededByTotal} rules={rules} end="node" empty="Nothing that is known." onSelect={onSelect} />
      </PanelPart>
    </Panel>
  );
}

function WhatItIs({ details: { node, guests } }: { details: NodeDetails }) {
  const { data } = useFleetGraph();
  const host = data?.hosts.find(({ name }) => name === node.host);
  return (
    <>
      {kindWord(node.kind)}
      {node.host !== null && node.kind !== "host" && (
        <>
          {" on "}
          {host === undefined ? plainLine(node.host) : <HostLink hostId={host.id} name={host.name} />}
        </>
      )}
      {node.kind === "host" && host !== undefined && (
        <>
          {" · "}
          <HostLink hostId={host.id} name="its page" />
        </>
      )}
      {guests !== null && ` · ${guestWords(guests)}`}
      {!node.running && " · off"}
    </>
  );
}

/** What can be rehearsed here, and how to see less of the rest. */
function Actions({ details: { node, rehearsals }, change }: { details: NodeDetails; change: ChangeView }) {
  return (
    <div className="flex flex-wrap gap-1.5">
      {rehearsals.map((given) => (
        <Button key={given.what} icon={<Play aria-hidden />} onClick={() => change({ given: [given], step: 1 })}>
          <span className="sr-only">Rehearse: </span>
          {actionWords[given.what]}
        </Button>
      ))}
      <Button look="quiet" icon={<Crosshair aria-hidden />} onClick={() => change({ focus: node.id, hops: 1 })}>
        Only what is near
      </Button>
    </div>
  );
}

function Facts({ details: { node, unread, unknownFacts, loss } }: { details: NodeDetails }) {
  const { identity, roles, declared } = node;
  const taken = [
    ...(loss.machines > 0 ? [count(loss.machines, "machine")] : []),
    ...(loss.others > 0 ? [count(loss.others, "other thing")] : []),
  ];
  return (
    <div className="grid gap-1.5 text-small">
      {unread && <p className="hatched rounded px-2 py-1 text-unknown">? Nobody has read its host yet: what it would change is open.</p>}
      {unknownFacts > 0 && (
        <p className="text-unknown">? {count(unknownFacts, "fact")} of it could not be read: more may depend on it than is shown.</p>
      )}
      <p>
        {taken.length === 0
          ? "Its loss alone takes nothing with it, as far as is known."
          : `Its loss alone takes ${taken.join(" and ")} with it.`}
      </p>
      {roles.length > 0 && <p className="text-ink-2">Roles: {plainLine(roles.join(", "))}</p>}
      {declared && <p className="text-ink-2">Declared: a person said so.</p>}
      {identity !== null && (
        <p className="text-ink-2">
          Taken for this because {plainLine(identity.words)} <span className="text-ink-3">({identity.confidence})</span>
          {identity.evidence.slice(0, 2).map(({ source, line, text }) => (
            <HostText key={`${source}:${line}`} className="block text-ink-3">{`${source}:${line} ${plainLine(text, 120)}`}</HostText>
          ))}
        </p>
      )}
    </div>
  );
}

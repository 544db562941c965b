"use client";

import { createContext, type ReactNode, use } from "react";
import { HostLink } from "#components/hosts/host-link.tsx";
import { plainLine } from "#lib/plain-text.ts";

const HostIds = createContext<ReadonlyMap<string, string>>(new Map());

/** Lets names of hosts below lead to their pages. */
export function FleetHosts({ hosts, children }: { hosts: readonly { id: string; name: string }[]; children: ReactNode }) {
  return <HostIds value={new Map(hosts.map(({ id, name }) => [name, id]))}>{children}</HostIds>;
}

/** A host by its name, leading to its page where Bulkhead reads it; a node of a cluster that nobody visits has none. */
export function HostName({ name }: { name: string }) {
  const id = use(HostIds).get(name);
  return id === undefined ? <span className="font-[550]">{plainLine(name)}</span> : <HostLink hostId={id} name={name} />;
}

/** Something of the graph: a host leads to its page, everything else is told with where it lies. */
export function ThingName({ node }: { node: { kind: string; name: string; host: string | null } }) {
  if (node.kind === "host") return <HostName name={node.name} />;
  if (node.host === null) return <span className="font-[550]">{plainLine(node.name)}</span>;
  return (
    <span className="min-w-0 break-words">
      <span className="font-[550]">{plainLine(node.name)}</span> on <HostName name={node.host} />
    </span>
  );
}

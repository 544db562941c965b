import type { Readings } from "#lib/facts/index.ts";
import type { Link, Links } from "#lib/facts/links.ts";
import type { ConfiguredInterface } from "#lib/facts/network-config.ts";
import type { HostPart } from "#lib/graph/part.ts";
import { answersTo } from "#lib/rules/shared/nic-names.ts";
import { readFact } from "./read.ts";

type VlanInterface = HostPart["vlanInterfaces"][number];

/** Cards and bonds that stand for themselves. */
export function cardsOf(links: Links): string[] {
  const stands = ({ kind, name, master }: Link) => master === null && (kind === "ethernet" || kind === "bond" || /^team\d/.test(name));
  return links.filter(stands).map(({ name }) => name);
}

/** VLANs that are devices of their own, as they run and as files name them. One that files name and do not bring up is none of them. */
export function vlanInterfacesOf(readings: Readings): VlanInterface[] {
  const [links, config] = [readFact(readings, "links"), readFact(readings, "networkConfig")];
  const named = (config?.interfaces ?? []).filter(({ kind, vlanId }) => kind === "vlan" && vlanId !== null);
  const running = (links ?? []).flatMap((link): VlanInterface[] => {
    if (link.vlan === null || link.vlan.parent === null) return [];
    const own = named.find(({ name }) => answersTo(link, name));
    const { id: vid, parent } = link.vlan;
    const isKnown = config?.interfaces.some(({ name }) => name === parent) ?? false;
    return [
      {
        name: link.name,
        vid,
        parent,
        isRunning: true,
        isConfigured: own !== undefined || (isKnown ? false : null),
        at: link.at,
        file: own?.at ?? null,
      },
    ];
  });
  const missing = named.filter(({ name, auto }) => auto && !(links ?? []).some((link) => answersTo(link, name)));
  return [...running, ...missing.flatMap((one) => notRunning(one, links === undefined))];
}

function notRunning({ name, vlanId, ports, at }: ConfiguredInterface, isUnread: boolean): VlanInterface[] {
  const parent = ports[0] ?? name.replace(/\.\d+$/, "");
  if (vlanId === null) return [];
  return [{ name, vid: vlanId, parent, isRunning: isUnread ? null : false, isConfigured: true, at, file: null }];
}

import type { BridgeVlans, VlanBridge } from "#lib/facts/bridge-vlans.ts";
import type { Guest, Guests } from "#lib/facts/guests.ts";
import type { LibvirtHook } from "#lib/facts/libvirt-hooks.ts";
import type { Links } from "#lib/facts/links.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { listed, maximumCites, shellWord, uniqueBy } from "#lib/rules/shared/wording.ts";
import { cardsOnBridge } from "./bridge-ports.ts";

const hookExpected = "VLANs in the definition of the guest, or a hook that libvirt can run and only root can write";

/** libvirt waits for the hook to end, and virsh waits for libvirt. */
export function callsBack(hook: LibvirtHook): Observation[] {
  if (hook.virshLines.length === 0) return [];
  return [
    {
      subject: hook.path,
      key: `${hook.path} virsh`,
      title: `The hook ${hook.path} calls virsh, and libvirt waits for the hook`,
      observed: `${hook.path} sets VLANs with bridge vlan and calls virsh in line ${listed(hook.virshLines.map(({ line }) => String(line)))}`,
      expected: "a hook that takes what it needs from the definition on its standard input (libvirt hooks)",
      cite: hook.virshLines.slice(0, 4),
      impact: hook.virshReadOnly ? 2 : 3,
      remedy: {
        steps: [
          "libvirt passes the whole definition to the hook on standard input: read the names of the ports from there (`<target dev='vnet0'/>` of the guest that starts) instead of asking virsh.",
          "Better: put the VLAN into the definition, and the hook is not needed.",
        ],
      },
    },
  ];
}

/** A hook that libvirt cannot run does nothing, without a word; one that others can write is root for them. */
export function badMode(hook: LibvirtHook): Observation[] {
  const faults = [
    ...(hook.executable === false ? ["is not executable"] : []),
    ...(hook.owner !== null && hook.owner !== "root" ? [`belongs to ${hook.owner}`] : []),
    ...(hook.writableByOthers ? ["may be written by others"] : []),
  ];
  if (faults.length === 0) return [];
  return [
    {
      subject: hook.path,
      key: `${hook.path} mode`,
      title: `The hook that sets VLANs ${listed(faults)}`,
      observed: `${hook.path} ${listed(faults)}`,
      expected: "owner root, mode 0755",
      cite: [hook.at],
      remedy: {
        steps: [
          `\`chown root:root ${shellWord(hook.path)} && chmod 0755 ${shellWord(hook.path)}\`, then restart libvirtd in a quiet hour.`,
        ],
      },
    },
  ];
}

/** Guests that the hook does not serve: their port has the bridge's default PVID beside siblings that have the hook's, or its list lacks them. */
export function missedGuests(hook: LibvirtHook, guests: Guests, bridges: BridgeVlans, links: Links): Observation[] {
  return bridges.flatMap((bridge) => {
    const missed = uniqueBy(missedOn(bridge, hook, guests, links), ({ id }) => id);
    if (missed.length === 0) return [];
    const names = listed(missed.map(({ name }) => name));
    return [
      {
        subject: names,
        key: `${hook.path} ${bridge.name} guests`,
        title: `The hook leaves ${names} out: ${missed.length === 1 ? "it is" : "they are"} not in VLAN ${listed(hook.pvids.map(String))} like the others on ${bridge.name}`,
        observed: `${hook.path} gives VLAN ${listed(hook.pvids.map(String))}; ${names} ${missed.some(({ running }) => running) ? `${missed.length === 1 ? "has" : "have"} PVID ${bridge.defaultPvid ?? 1}` : "will get the bridge's default at the next start"}`,
        expected: `every guest of ${bridge.name} in the VLAN that it is meant for`,
        cite: [...hook.vlanLines.slice(0, 3), ...missed.map(({ at }) => at)].slice(0, maximumCites),
        remedy: {
          steps: [
            `Add ${names} to what ${hook.path} serves, or put \`<vlan><tag id='${hook.pvids[0] ?? "ID"}'/></vlan>\` into the definition.`,
          ],
        },
      },
    ];
  });
}

function missedOn(bridge: VlanBridge, hook: LibvirtHook, guests: Guests, links: Links): Guest[] {
  const cards = cardsOnBridge(bridge, guests, links).filter(({ nic }) => nic.vlanTag === null && nic.trunks === null);
  const served = cards.filter(({ port }) => port?.pvid != null && hook.pvids.includes(port.pvid));
  if (served.length === 0) return [];
  const standard = bridge.defaultPvid ?? 1;
  return cards.flatMap(({ guest, port }) => {
    if (port !== undefined) return port.pvid === standard && !hook.pvids.includes(standard) ? [guest] : [];
    return hook.guestList.length > 0 && !hook.guestList.includes(guest.name) ? [guest] : [];
  });
}

/** True of every such hook, and worth knowing before the guest is moved or started by other means. */
export function onlyByHook(hook: LibvirtHook, isNative: boolean): Observation {
  return {
    subject: hook.path,
    key: hook.path,
    title: `Guest VLANs are set by ${hook.path} alone, not by the definitions of the guests`,
    observed: `${hook.path} runs bridge vlan${hook.pvids.length === 0 ? "" : ` for VLAN ${listed(hook.pvids.map(String))}`}`,
    expected: hookExpected,
    cite: hook.vlanLines.slice(0, 4),
    likelihood: 1,
    impact: 1,
    remedy: {
      steps: [
        isNative
          ? `This libvirt knows VLANs of Linux bridges: \`<vlan><tag id='${hook.pvids[0] ?? "ID"}'/></vlan>\` in the interface of each guest takes the hook's place.`
          : "From libvirt 11.0 on a `<vlan>` element in the definition does the same; until then keep the hook the same on all hosts.",
      ],
    },
  };
}

import type { Addresses } from "#lib/facts/addresses.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { addressesOn } from "#lib/rules/shared/vlans.ts";
import { listed, maximumCites, shellWord, uniqueBy } from "#lib/rules/shared/wording.ts";
import { narrowUplinks, type Sized, unequalSubnets, type WideCard, wideCards } from "./parts/mtu-chains.ts";

export const mtuMismatch = defineRule({
  id: "bridge/mtu-mismatch",
  title: "MTUs differ along one path",
  why: "Small packets pass and large ones vanish without a word: ping and logins work, while file copies, backups and migrations hang.",
  scope: "host",
  scenarios: ["network-change", "nas-loss", "guest-restart"],
  likelihood: 2,
  impact: 3,
  needs: ["links"],
  wants: ["guests", "identity", "addresses", "peers"],
  check({ links, guests, identity, addresses, peers }) {
    return [
      ...narrowUplinks(links).map(({ bridge, narrow }) => narrowWay(bridge, narrow, addresses ?? [])),
      ...wideCards(links, guests ?? [], identity).map(({ bridge, cards }) => wideGuests(bridge, cards)),
      ...unequalSubnets(addresses ?? [], links, peers ?? []),
    ];
  },
  remedy: {
    steps: ["Give every link of the path one value: card, bond, bridge, guest, switch, and the machine at the other end."],
    risk: "A change on a live storage path stalls it: do it while the guests on it are stopped or elsewhere.",
    verify: "ping -M do -s 8972 ADDRESS",
  },
  postmortems: ["mtu-bridge-vs-guest"],
  references: ["ip-link(8)"],
});

/** The host's own packets are lost too where it has an address there. */
function narrowWay(bridge: Sized, narrow: readonly Sized[], addresses: Addresses): Observation {
  const own = addressesOn(bridge.name, addresses);
  const ways = narrow.map(({ name, mtu }) => `${name} ${mtu}`);
  return {
    subject: bridge.name,
    title: `${bridge.name} takes frames of ${bridge.mtu} bytes, ${listed(ways)} does not`,
    observed: `mtu ${bridge.mtu} on ${bridge.name}, ${listed(ways)}${own.length === 0 ? "" : `; the host has ${listed(own.map(({ address }) => address))} there`}`,
    expected: `one MTU on ${bridge.name} and all its uplinks`,
    cite: [bridge.at, ...narrow.map(({ at }) => at), ...own.map(({ at }) => at)].slice(0, maximumCites),
    likelihood: own.length === 0 ? 2 : 3,
    remedy: {
      steps: [
        `See what the switch ports and the other end take, then choose one value for the whole path.`,
        `Either \`mtu ${bridge.mtu}\` on ${listed(narrow.map(({ name }) => name))} and the cards below, or \`mtu ${narrow[0]?.mtu}\` on ${bridge.name}, in the network configuration; apply it with the console open.`,
      ],
      verify: `ip link show ${shellWord(bridge.name)}`,
    },
  };
}

function wideGuests(bridge: Sized, cards: readonly WideCard[]): Observation {
  const guests = uniqueBy(cards, ({ guest }) => guest.id);
  const names = listed(guests.map(({ guest }) => guestLabel(guest)));
  const sizes = listed([...new Set(cards.map(({ mtu, isConfigured }) => `${mtu}${isConfigured ? "" : " by default"}`))]);
  return {
    subject: names,
    key: `${bridge.name} guests`,
    title: `${bridge.name} takes frames of ${bridge.mtu} bytes, ${names} ${guests.length === 1 ? "sends" : "send"} larger ones`,
    observed: `mtu ${bridge.mtu} on ${bridge.name}; ${names}: ${sizes}`,
    expected: `at most ${bridge.mtu} in each guest on ${bridge.name}`,
    cite: [bridge.at, ...cards.map(({ nic }) => nic.at)].slice(0, maximumCites),
    confidence: cards.some(({ isConfigured }) => isConfigured) ? "confirmed" : "inferred",
    remedy: {
      steps: [
        `Tell virtio cards the bridge's MTU: on Proxmox VE \`mtu=1\` in the card's line (\`qm set VMID --net0 …,mtu=1\`), in libvirt \`<mtu size='${bridge.mtu}'/>\`; it counts from the next start of the guest.`,
        "Cards of other models can only be set inside the guest.",
      ],
    },
  };
}

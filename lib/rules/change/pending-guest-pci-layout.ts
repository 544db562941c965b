import type { Guest } from "#lib/facts/guests.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { layoutChange } from "#lib/rules/shared/pci-layout-changes.ts";
import { listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";

export const pendingGuestPciLayout = defineRule({
  id: "change/pending-guest-pci-layout",
  title: "The next start of a guest moves its network card to another PCI slot",
  why: "Names such as ens3 are made from the slot. After the next stop and start the guest looks for a card that is not there, and comes up without a network.",
  scope: "guest",
  scenarios: ["guest-restart"],
  likelihood: 3,
  impact: 3,
  needs: ["guests"],
  check({ guests }): Observation[] {
    return guests.flatMap((guest) => {
      const change = layoutChange(guest);
      return change === null ? [] : [observe(guest, change)];
    });
  },
  remedy: {
    steps: [
      "Before the guest is stopped, bind the name of its card to the MAC address inside it: netplan `match: macaddress:`, or a .link file.",
      "Then stop and start it at a time of your choice, with its console open.",
    ],
    risk: "A reboot from inside the guest proves nothing: only a stop and start takes the new layout.",
    verify: "In the guest: ip -br link",
  },
  postmortems: ["vps-nic-renamed-by-display-removal"],
  references: ["systemd.net-naming-scheme(7)", "https://libvirt.org/formatdomain.html#device-addresses"],
});

function observe(guest: Guest, { moved, causes, severity, cite }: NonNullable<ReturnType<typeof layoutChange>>): Observation {
  const id = shellWord(guest.platform === "libvirt" ? guest.name : guest.id);
  return {
    subject: guest.name,
    key: guest.id,
    title:
      moved.length > 0
        ? `The next start of ${guestLabel(guest)} moves its NIC to another PCI slot`
        : `The next start of ${guestLabel(guest)} changes its machine: the NIC may get another name`,
    observed: [...moved, ...causes].join("; "),
    expected: "the card at the same address in the running and in the stored definition",
    cite: cite.slice(0, maximumCites),
    ...severity,
    remedy: {
      steps: [
        guest.platform === "libvirt"
          ? `\`virsh dumpxml ${id}\` against \`virsh dumpxml --inactive ${id}\`: was ${listed(causes.length > 0 ? causes : ["the change"])} meant?`
          : `\`qm pending ${id}\`: was it meant? \`qm set\` takes it back.`,
        ...(guest.platform === "libvirt"
          ? [`To keep the place, give the card an explicit \`<address type='pci' …/>\` as it has now: \`virsh edit ${id}\`.`]
          : []),
        "Or bind the card's name to its MAC address inside the guest first: netplan `match: macaddress:`, or a .link file. Then stop and start it with its console open.",
      ],
    },
  };
}

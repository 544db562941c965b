import ipaddr from "ipaddr.js";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { maximumCites } from "#lib/rules/shared/wording.ts";

export const cephNetworkHostAddress = defineRule({
  id: "cluster/ceph-network-host-address",
  title: "Ceph's configuration gives the address of a host where it should name a network",
  why: "Ceph cuts the address at its mask and goes on, but whoever reads the file looks for a fault or a move at one host: other tools and people take it at its word.",
  scope: "cluster",
  scenarios: ["network-change"],
  likelihood: 2,
  impact: 2,
  needs: ["cephConfig"],
  check({ cephConfig }): Observation[] {
    const wrong = cephConfig.networks.flatMap((entry) => {
      const network = networkOf(entry.value);
      return network === null || network === entry.value.toLowerCase() ? [] : [{ ...entry, network }];
    });
    if (wrong.length === 0) return [];
    return [
      {
        subject: cephConfig.path,
        key: "networks",
        observed: wrong.map(({ option, value }) => `${option} = ${value}`).join("; "),
        expected: wrong.map(({ option, network }) => `${option} = ${network}`).join("; "),
        cite: wrong.slice(0, maximumCites).map(({ at }) => at),
        remedy: {
          steps: wrong.map(
            ({ option, value, network }) => `In ${cephConfig.path} write \`${option} = ${network}\` instead of the host address ${value}.`,
          ),
        },
      },
    ];
  },
  remedy: {
    steps: ["Write the network with its mask."],
    risk: "None while daemons run: they read the file when they start. Restart one daemon and look at its address before the next.",
    verify: "ceph config dump; ceph osd dump | grep ^osd",
  },
  postmortems: ["ceph-conf-host-ip-dead-switch"],
  references: ["https://docs.ceph.com/en/latest/rados/configuration/network-config-ref/"],
});

/** The network that an address with a mask lies in; null for anything else. */
function networkOf(text: string): string | null {
  if (!ipaddr.isValidCIDR(text)) return null;
  const [address, bits] = ipaddr.parseCIDR(text);
  const network = address.kind() === "ipv4" ? ipaddr.IPv4.networkAddressFromCIDR(text) : ipaddr.IPv6.networkAddressFromCIDR(text);
  // The same spelling as the text where the host part is empty: only that part is judged.
  return network.toNormalizedString() === address.toNormalizedString() ? text.toLowerCase() : `${network.toString()}/${bits}`;
}

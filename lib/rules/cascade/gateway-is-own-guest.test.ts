import { fleetOf, partGateway, partGuest } from "#lib/rules/testing/fleet-graph-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { gatewayIsOwnGuest as rule } from "./gateway-is-own-guest.ts";

const mac = "52:54:00:8e:e2:07";
const router = (name: string, over = {}) => partGuest(name, { macs: [mac], roles: ["gateway"], ...over });
const way = { gateways: [partGateway("10.50.1.3", mac)], neighbours: [{ address: "10.50.1.3", mac }] };
const virtual = { gateways: [partGateway("10.50.1.1", "00:00:5e:00:01:0a")] };
const network = (address: string) => ({
  addresses: [{ address, interface: "br-mgmt", prefixLength: 24, at: { source: "ip addr", line: 1, text: address } }],
});

describeRule(
  rule,
  { graph: fleetOf({ "kvm-02": { ...way, guests: [router("vyos-02")] } }) },
  {
    fails: {
      "the MAC of the gateway is that of a guest": [
        {},
        {
          severity: "medium",
          confidence: "confirmed",
          subject: "kvm-02",
          title: "kvm-02 goes out through its own guest vyos-02",
          observed: "default gateway 10.50.1.3 is vyos-02",
        },
      ],
      "a virtual address of VRRP, held by one of two routers on two hosts: low": [
        {
          graph: fleetOf({
            "kvm-01": { ...network("10.50.1.11"), ...virtual, guests: [router("vyos-01", { macs: [] })] },
            "kvm-02": { ...network("10.50.1.12"), guests: [router("vyos-02", { macs: [] })] },
          }),
        },
        { severity: "low", confidence: "suspected", observed: "default gateway 10.50.1.1 is vyos-01, or 1 router elsewhere: vyos-02" },
      ],
      "a virtual address of VRRP, and the second router is off": [
        {
          graph: fleetOf({
            "kvm-01": { ...network("10.50.1.11"), ...virtual, guests: [router("vyos-01", { macs: [] })] },
            "kvm-02": { ...network("10.50.1.12"), guests: [router("vyos-02", { macs: [], running: false })] },
          }),
        },
        { severity: "medium", confidence: "suspected" },
      ],
    },
    passes: {
      "a physical router": { graph: fleetOf({ "kvm-02": { ...way, guests: [router("vyos-02", { macs: [], roles: [] })] } }) },
      "a router guest of another host": { graph: fleetOf({ "kvm-01": { guests: [router("vyos-01")] }, "kvm-02": way }) },
      "another gateway is used as well": {
        graph: fleetOf({
          "kvm-02": { ...way, gateways: [...way.gateways, partGateway("192.0.2.254", "00:00:00:00:00:01")], guests: [router("vyos-02")] },
        }),
      },
    },
    unknown: { "routes that were not read": { graph: fleetOf({ "kvm-02": { unread: ["routes"] } }) } },
    notApplicable: { "no host at all": { graph: fleetOf({}) } },
  },
);

import { resolver } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, names } from "#lib/rules/testing/testing.ts";
import { fallbackdnsIsNotFailover as rule } from "./fallbackdns-is-not-failover.ts";

const set = (key: string, ...addresses: string[]) =>
  addresses.map((address) => ({ address, at: cite("/etc/systemd/resolved.conf.d/dns.conf", `${key}=${addresses.join(" ")}`) }));
const one = {
  ...resolver("172.16.0.1"),
  stub: true,
  globalServers: set("DNS", "172.16.0.1"),
  fallbackServers: set("FallbackDNS", "8.8.8.8", "1.1.1.1"),
};

describeRule(
  rule,
  { resolver: one },
  {
    fails: {
      "one server in DNS=, two in FallbackDNS=": [
        {},
        { severity: "medium", observed: "FallbackDNS= names 8.8.8.8 and 1.1.1.1, and 172.16.0.1 is the one server that is asked" },
      ],
      "the one server comes from a link": [{ resolver: { ...one, globalServers: [] } }, "medium"],
      "resolved is asked by nsswitch.conf alone": [
        { resolver: { ...one, stub: false }, names: { ...names("kvm-01"), lookupOrder: ["files", "resolve", "dns"] } },
        "medium",
      ],
    },
    passes: {
      "two servers in DNS=": {
        resolver: {
          ...one,
          nameservers: resolver("172.16.0.1", "172.16.0.2").nameservers,
          globalServers: set("DNS", "172.16.0.1", "172.16.0.2"),
        },
      },
      "only the list that came with the program": { resolver: { ...one, fallbackServers: [] } },
      "no server at all: the fallback is in use": { resolver: { ...one, nameservers: [], globalServers: [] } },
    },
    notApplicable: { "nothing asks systemd-resolved": { resolver: { ...one, stub: false }, names: names("kvm-01") } },
    unknown: { "whether anything asks it was not read": { resolver: { ...one, stub: false } } },
  },
);

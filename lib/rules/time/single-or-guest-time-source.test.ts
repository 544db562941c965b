import { peer } from "#lib/rules/testing/context-testing.ts";
import { configuredTime, timeSource, timeSync } from "#lib/rules/testing/host-network-testing.ts";
import { neighbour } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { guest, identity, names, nic } from "#lib/rules/testing/testing.ts";
import { singleOrGuestTimeSource as rule } from "./single-or-guest-time-source.ts";

const servers = (...addresses: string[]) =>
  timeSync({
    sources: addresses.map((address) => timeSource(address)),
    configured: addresses.map((address) => configuredTime(`server ${address}`)),
  });
const controller = guest("dc01", { nics: [nic({ mac: "52:54:00:00:00:50" })] });
const seen = [neighbour("br0", "10.50.1.50", "REACHABLE", "52:54:00:00:00:50")];

describeRule(
  rule,
  { timeSync: servers("10.0.0.1") },
  {
    fails: {
      "one server": [
        {},
        {
          severity: "low",
          title: "10.0.0.1 is the single source of time",
          observed: "/etc/chrony/chrony.conf names 1 server and no pool: 10.0.0.1",
        },
      ],
      "two servers, of which one may be wrong": [{ timeSync: servers("10.0.0.1", "10.0.0.2") }, "low"],
      "the one source is a guest": [
        { timeSync: servers("10.50.1.50"), guests: [controller], neighbours: seen },
        { severity: "low", subject: "dc01", title: "Every source of time is a guest of these hosts" },
      ],
      "three names of one guest": [
        {
          timeSync: { ...servers("ntp1.lan", "ntp2.lan", "10.50.1.50"), sources: null },
          names: names("kvm-01", "10.50.1.50 ntp1.lan ntp2.lan"),
          guests: [controller],
          neighbours: seen,
        },
        "low",
      ],
      "a guest of another node of the cluster": [
        { timeSync: servers("10.50.1.50"), neighbours: seen, peers: [peer("kvm-02", { guests: [controller] })] },
        "low",
      ],
    },
    passes: {
      "three servers": { timeSync: servers("10.0.0.1", "10.0.0.2", "192.0.2.1") },
      "a pool": { timeSync: timeSync() },
      "two servers and a pool": {
        timeSync: timeSync({ configured: ["server 10.0.0.1", "server 10.0.0.2", "pool ntp.ubuntu.com"].map(configuredTime) }),
      },
      "four servers of a public pool, named one by one": {
        timeSync: timeSync({ configured: [0, 1, 2, 3].map((number) => configuredTime(`server ${number}.rhel.pool.ntp.org`)) }),
      },
      "a clock of its own": { timeSync: timeSync({ sources: [timeSource("GPS", "refclock")], configured: [] }) },
      "a clock of its own that the configuration names": {
        timeSync: timeSync({ sources: null, configured: [configuredTime("refclock PHC")] }),
      },
    },
    notApplicable: {
      "a container": { identity: identity({ virtualization: "lxc" }) },
      "no source at all": { timeSync: timeSync({ sources: [], configured: [] }) },
    },
    unknown: {
      "timesyncd with the list that came with it": { timeSync: timeSync({ daemon: "timesyncd", sources: null, configured: [] }) },
    },
  },
);

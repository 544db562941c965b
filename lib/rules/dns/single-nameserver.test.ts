import { clusterConfig, neighbour, resolver } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, fstab, guest, names, nic, storage } from "#lib/rules/testing/testing.ts";
import { singleNameserver as rule } from "./single-nameserver.ts";

const alone = names("kvm-01", "127.0.0.1 localhost");
const via = (...servers: string[]) => servers.map((address) => ({ address, at: cite("/etc/dnsmasq.conf", `server=${address}`) }));

describeRule(
  rule,
  { resolver: resolver("172.16.0.1") },
  {
    fails: {
      "one nameserver": [
        {},
        {
          severity: "medium",
          subject: "172.16.0.1",
          observed: "/etc/resolv.conf leads to one nameserver, 172.16.0.1",
          confidence: "confirmed",
        },
      ],
      "the same twice": [{ resolver: resolver("172.16.0.1", "172.16.0.1") }, "medium"],
      "fstab mounts by name": [{ names: alone, fstab: fstab("nas-01:/vms /mnt/vms nfs nofail 0 0") }, "high"],
      "a storage is named": [{ names: alone, storages: [storage("backup", "pbs", { server: "pbs.lan" })] }, "high"],
      "corosync knows its nodes by name": [
        {
          names: alone,
          clusterConfig: clusterConfig("lab", ["pve1"], {
            nodes: [
              {
                ...clusterConfig("lab", ["pve1"]).nodes[0],
                name: "pve1",
                nodeId: 1,
                votes: 1,
                addresses: ["pve1.lab"],
                at: cite("/etc/pve/corosync.conf", "ring0_addr: pve1.lab"),
              },
            ],
          }),
        },
        "high",
      ],
      "all names of storage are in /etc/hosts": [
        { names: names("kvm-01", "10.0.0.7 nas-01"), fstab: fstab("nas-01:/vms /mnt/vms nfs nofail 0 0") },
        "medium",
      ],
      "it is a guest of this host": [
        { guests: [guest("pihole", { id: "105", platform: "lxc", nics: [nic({ addresses: ["172.16.0.1"] })] })] },
        { severity: "high", observed: "/etc/resolv.conf leads to one nameserver, 172.16.0.1, which is pihole (CT 105) on this host" },
      ],
      "two addresses of one machine": [
        {
          resolver: resolver("10.0.0.1", "fd00::1"),
          neighbours: [
            neighbour("br0", "10.0.0.1", "REACHABLE", "00:0d:b9:00:00:01"),
            neighbour("br0", "fd00::1", "STALE", "00:0d:b9:00:00:01"),
          ],
        },
        { severity: "medium", confidence: "inferred", title: "Both DNS servers of this host are one machine" },
      ],
      "a resolver on the host with one forwarder": [{ resolver: { ...resolver("127.0.0.1"), forwarders: via("10.0.0.1") } }, "medium"],
    },
    passes: {
      "two servers": { resolver: resolver("10.0.0.1", "10.0.0.2") },
      "a pair of a public provider": { resolver: resolver("1.1.1.1", "1.0.0.1") },
      "two servers behind systemd-resolved's stub": { resolver: { ...resolver("10.0.0.1", "10.0.0.2"), stub: true } },
      "a resolver on the host with two forwarders": { resolver: { ...resolver("127.0.0.1"), forwarders: via("10.0.0.1", "10.0.0.2") } },
      "a resolver on the host that asks the roots": { resolver: { ...resolver("127.0.0.1"), forwarders: [] } },
      "two servers on two machines": {
        resolver: resolver("10.0.0.1", "10.0.0.2"),
        neighbours: [
          neighbour("br0", "10.0.0.1", "REACHABLE", "00:0d:b9:00:00:01"),
          neighbour("br0", "10.0.0.2", "STALE", "00:0d:b9:00:00:02"),
        ],
      },
    },
    notApplicable: { "resolv.conf names no server": { resolver: resolver() } },
    unknown: {
      "the resolver of a cloud": { resolver: resolver("169.254.169.253") },
      "a resolver on the host, and what it asks was not found": { resolver: resolver("127.0.0.1") },
      "the stub, and what lies behind it was not read": { resolver: { ...resolver("127.0.0.53"), stub: true } },
    },
  },
);

import { configuredTime, timeSync } from "#lib/rules/testing/host-network-testing.ts";
import { clusterConfig } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, names } from "#lib/rules/testing/testing.ts";
import { infraNameMissingInHosts as rule } from "./infra-name-missing-in-hosts.ts";

const alone = names("pve1", "127.0.0.1 localhost", "10.0.0.1 pve1.lab.example.net pve1");
const cluster = (...addresses: string[]) =>
  clusterConfig("lab", [], {
    nodes: addresses.map((address, index) => ({
      name: `pve${index + 1}`,
      nodeId: index + 1,
      votes: 1,
      addresses: [address],
      at: cite("/etc/pve/corosync.conf", `ring0_addr: ${address}`),
    })),
  });
const clock = (line: string) => timeSync({ configured: [configuredTime(line)] });

describeRule(
  rule,
  { names: alone, clusterConfig: cluster("pve1", "pve2") },
  {
    fails: {
      "corosync knows a peer by name": [{}, { severity: "low", subject: "pve2", observed: "not in /etc/hosts: pve2 (cluster)" }],
      "a time server of one's own": [
        { clusterConfig: undefined, timeSync: clock("server ntp.lab.example.net") },
        { severity: "low", subject: "ntp.lab.example.net" },
      ],
      "the quorum device": [
        {
          clusterConfig: clusterConfig("lab", ["pve1"], {
            qdevice: {
              model: "net",
              host: "qnetd.lan",
              algorithm: "ffsplit",
              votes: 1,
              at: cite("/etc/pve/corosync.conf", "host: qnetd.lan"),
            },
          }),
        },
        { subject: "qnetd.lan", observed: "not in /etc/hosts: qnetd.lan (quorum device)" },
      ],
      "nsswitch.conf asks DNS before the file": [{ names: { ...alone, lookupOrder: ["dns", "files"] } }, { subject: "pve1 and pve2" }],
    },
    passes: {
      "all peers in /etc/hosts": { names: names("pve1", "10.0.0.1 pve1", "10.0.0.2 pve2.lan PVE2") },
      addresses: { clusterConfig: cluster("10.0.0.1", "10.0.0.2") },
      "public time servers": { clusterConfig: undefined, timeSync: timeSync() },
      "a public server outside the pool": { clusterConfig: undefined, timeSync: clock("server ptbtime1.ptb.de") },
      "nothing that names a machine": { clusterConfig: undefined },
    },
  },
);

import { packages } from "#lib/rules/testing/boot-testing.ts";
import { peer } from "#lib/rules/testing/context-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity } from "#lib/rules/testing/testing.ts";
import { clusterVersionsDiffer } from "./cluster-versions-differ.ts";

const node = (hypervisorVersion: string) => identity({ hostname: "pve1", system: "proxmox", hypervisorVersion });

describeRule(
  clusterVersionsDiffer,
  { identity: node("8.4.1"), packages: packages("corosync 3.1.9"), peers: [peer("pve2", { identity: node("8.2.4") })] },
  {
    fails: {
      "another minor release": [{}, { severity: "low", subject: "pve-manager", observed: "pve-manager 8.4.1 on pve1, 8.2.4 on pve2" }],
      "another major release": [{ peers: [peer("pve2", { identity: node("9.1.2") })] }, { severity: "medium" }],
      "a library of corosync": [
        { packages: packages("libknet1t64 1.28-pve1"), peers: [peer("pve2", { packages: packages("libknet1t64 1.30-pve2") })] },
        { severity: "low", title: "libknet differs between the members of the cluster" },
      ],
    },
    passes: {
      equal: { peers: [peer("pve2", { identity: node("8.4.1") })] },
      "patches aside": { peers: [peer("pve2", { identity: node("8.4.18") })] },
      "the same part under two package names": {
        packages: packages("libknet1t64 1.30-pve2"),
        peers: [peer("pve2", { packages: packages("libknet1 1.30-pve1") })],
      },
    },
    notApplicable: { "no other member was read": { peers: [peer("pve2", {})] } },
  },
);

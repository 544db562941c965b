import { cloudInit } from "#lib/rules/testing/boot-testing.ts";
import { clusterConfig } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity, names } from "#lib/rules/testing/testing.ts";
import { nodeNameWithDomain } from "./node-name-with-domain.ts";

describeRule(
  nodeNameWithDomain,
  { identity: identity({ system: "proxmox" }), names: names("plover.maas", "192.168.71.23 plover.maas plover") },
  {
    fails: {
      "a name with a domain": [
        {},
        {
          severity: "medium",
          subject: "plover.maas",
          title: "The node calls itself plover.maas, and its guests are kept under /etc/pve/nodes/plover",
        },
      ],
      "set by cloud-init": [{ cloudInit: cloudInit() }, "medium"],
    },
    passes: { "the short name": { names: names("plover", "192.168.71.23 plover.maas plover") } },
    notApplicable: {
      "no Proxmox node": { identity: identity() },
      "a member of a cluster: one finding about its nodes is enough": { clusterConfig: clusterConfig("birds", ["plover", "wren"]) },
    },
  },
);

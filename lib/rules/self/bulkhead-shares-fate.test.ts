import { fleetHost, installation } from "#lib/rules/testing/context-testing.ts";
import { neighbour } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { guest, identity, nic } from "#lib/rules/testing/testing.ts";
import { bulkheadSharesFate as rule } from "./bulkhead-shares-fate.ts";

const mac = "52:54:00:00:00:01";
const carries = {
  guests: [guest("monitor", { nics: [nic({ mac })] })],
  neighbours: [neighbour("br0", "198.51.100.9", "REACHABLE", mac)],
};

describeRule(
  rule,
  { fleet: [fleetHost("kvm-01", "10.0.0.1", carries)], installation: installation() },
  {
    fails: {
      "a guest with our address": [
        {},
        { severity: "medium", confidence: "confirmed", observed: "Bulkhead runs as guest monitor of kvm-01" },
      ],
      "the host itself, by its machine id": [
        {
          fleet: [fleetHost("kvm-01", "10.0.0.1", { identity: identity({ machineId: "m1" }) })],
          installation: installation({ machineId: "m1" }),
        },
        { observed: "Bulkhead runs as the host kvm-01", confidence: "confirmed" },
      ],
      "a guest of our name is a guess": [
        { fleet: [fleetHost("kvm-01", "10.0.0.1", { guests: [guest("bulkhead")] })] },
        { confidence: "suspected" },
      ],
      "its database on a guest": [
        { installation: installation({ addresses: [], databaseHost: "198.51.100.9" }) },
        { subject: "Its database", observed: "Its database runs as guest monitor of kvm-01" },
      ],
      "the server of its mails on a guest": [
        { installation: installation({ addresses: [], mailServer: { name: "mail.example.org", addresses: ["198.51.100.9"] } }) },
        { subject: "Its mail server", observed: "Its mail server runs as guest monitor of kvm-01" },
      ],
    },
    passes: {
      "a machine outside": { installation: installation({ addresses: ["203.0.113.1"] }) },
      "a mail server outside": {
        installation: installation({ addresses: [], mailServer: { name: "mail.example.org", addresses: ["203.0.113.25"] } }),
      },
      "an empty fleet": { fleet: [] },
    },
  },
);

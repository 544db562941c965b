import { networkConfig } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { pendingNetworkConfig as rule } from "./pending-network-config.ts";

const added = cite("/etc/network/interfaces.new", "\tbridge-ports eno2", 9);
const removed = cite("/etc/network/interfaces", "\tbridge-ports eno1", 9);
const edited = { ...networkConfig([]), pending: added, pendingAdded: [added], pendingRemoved: [removed] };

describeRule(
  rule,
  { networkConfig: edited },
  {
    fails: {
      "interfaces.new has another port": [
        {},
        {
          severity: "high",
          observed: "/etc/network/interfaces.new: - bridge-ports eno1 and + bridge-ports eno2",
          subject: "/etc/network/interfaces.new",
        },
      ],
      "only the order differs": [{ networkConfig: { ...edited, pendingAdded: [], pendingRemoved: [] } }, "low"],
    },
    passes: { "no such file, or the same text": { networkConfig: networkConfig([]) } },
  },
);

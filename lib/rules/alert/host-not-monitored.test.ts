import { expect } from "vitest";
import { prometheus, target } from "#lib/rules/testing/alerting-testing.ts";
import { fleetHost } from "#lib/rules/testing/fleet-testing.ts";
import { address } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity, mount } from "#lib/rules/testing/testing.ts";
import { hostNotMonitored as rule } from "./host-not-monitored.ts";

const kvm = fleetHost("kvm-01", "10.0.0.1");
const withNas = fleetHost("kvm-01", "10.0.0.1", {
  mounts: [mount("/mnt/nas", "nfs4", "10.50.1.70:/vms"), mount("/", "ext4", "/dev/sda1")],
});
const watched = target("10.0.0.1:9100");

describeRule(
  rule,
  { fleet: [kvm, fleetHost("r730", "10.0.0.2")], prometheus: prometheus({ targets: [watched] }) },
  {
    fails: {
      "a host without a target": [
        {},
        {
          severity: "medium",
          fingerprint: "alert/host-not-monitored|fleet|hosts",
          title: "r730 is in no target list",
          observed: "1 host without a target: r730; 1 target in all",
        },
      ],
      "a NAS without a target": [
        { fleet: [withNas] },
        { severity: "medium", fingerprint: "alert/host-not-monitored|fleet|storage", subject: "10.50.1.70" },
      ],
      "its only target is down": [
        { fleet: [kvm], prometheus: prometheus({ targets: [target("kvm-01:9100", "node", "down", { error: "connection refused" })] }) },
        { severity: "medium", observed: expect.stringContaining("connection refused") },
      ],
    },
    passes: {
      "watched by address": { fleet: [kvm] },
      "watched by its name with a domain": { fleet: [kvm], prometheus: prometheus({ targets: [target("kvm-01.lan:9100")] }) },
      "watched by another of its addresses": {
        fleet: [fleetHost("kvm-01", "10.0.0.1", { addresses: [address("br0", "10.9.0.1/24")] })],
        prometheus: prometheus({ targets: [target("10.9.0.1:9100")] }),
      },
      "entered under another name than its own": {
        fleet: [fleetHost("cellar", "192.0.2.1", { identity: identity({ hostname: "kvm-01" }) })],
        prometheus: prometheus({ targets: [target("kvm-01:9100")] }),
      },
      "a probe on the NAS": { fleet: [withNas], prometheus: prometheus({ targets: [watched, target("10.50.1.70:2049", "blackbox")] }) },
      "one of two targets is down": {
        fleet: [kvm],
        prometheus: prometheus({ targets: [watched, target("10.0.0.1:9633", "smart", "down")] }),
      },
      "health is not known from files": { fleet: [kvm], prometheus: prometheus({ targets: [target("10.0.0.1:9100", "node", null)] }) },
    },
    notApplicable: { "no host is entered yet": { fleet: [] } },
    unknown: { "targets that are discovered": { prometheus: prometheus({ targets: [watched], targetsComplete: false }) } },
  },
);

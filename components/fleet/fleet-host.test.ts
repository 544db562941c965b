import { expect, test } from "vitest";
import { readinessOf } from "#lib/engine/readiness.ts";
import { type FleetHost, headlinesOf, hostLine } from "./fleet-host.ts";

const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };

function host(change: Partial<FleetHost>): FleetHost {
  return {
    id: "1",
    name: "kvm-01",
    address: "10.0.0.1",
    system: "libvirt",
    clusterName: null,
    state: "reachable",
    paused: false,
    activeVisitId: null,
    lastError: null,
    lastVisitAt: null,
    lastSeenAt: null,
    risk: { score: 0, coverage: 1, worstCase: 0, sight: "seen" },
    findings: none,
    unknownRules: 0,
    cells: readinessOf([], [{ rule: "x", verdict: "passed", likelihood: 1, impact: 1 }], [{ id: "x", scenarios: ["reboot"] }]),
    ...change,
  };
}

const said = (hosts: FleetHost[], findings = none) => headlinesOf(hosts, { findings }).map((line) => `${line.figure} ${line.sentence}`);

test("a sound fleet", () => {
  expect(said([host({}), host({})])).toEqual([
    "2 of 2 hosts are known to come back by themselves",
    "0 open findings",
    "100 % of rules decided",
  ]);
});

test("hosts that would stay down, and a cluster's finding that two hosts show", () => {
  const down = readinessOf([{ rule: "y", severity: "critical", scenarios: ["reboot"] }], [], []);
  const bad = host({
    cells: down,
    findings: { ...none, critical: 1 },
    unknownRules: 3,
    risk: { score: 84, coverage: 0.8, worstCase: 90, sight: "partly-seen" },
  });
  expect(said([bad, bad], { ...none, critical: 1 })).toEqual([
    "2 hosts would not come back by themselves",
    "1 critical finding on 2 hosts",
    "80 % of rules decided; 6 unknown",
  ]);
});

test("a host that was never visited is not counted as one that returns", () => {
  expect(said([host({}), host({ risk: null, state: "unvisited", cells: readinessOf([], [], []) })])).toEqual([
    "1 of 2 hosts are known to come back by themselves",
    "0 open findings",
    "100 % of rules decided",
    "1 of 2 hosts could not be read last time",
  ]);
});

test("the grey line says what runs the host", () => {
  expect(hostLine({ system: "proxmox", clusterName: "lab", address: "a" })).toBe("Proxmox · cluster lab");
  expect(hostLine({ system: null, clusterName: null, address: "10.0.0.9" })).toBe("10.0.0.9");
});

import { expect, test } from "vitest";
import { type FleetSums, headlinesOf, hostLine } from "./fleet-host.ts";

const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
const sound: FleetSums = {
  hosts: 2,
  unseen: 0,
  staysDown: 0,
  returns: 2,
  coverage: 1,
  unknownRules: 0,
  findings: none,
  hostsWith: none,
};

const said = (change: Partial<FleetSums>) => headlinesOf({ ...sound, ...change }).map((line) => `${line.figure} ${line.sentence}`);

test("a sound fleet", () => {
  expect(said({})).toEqual(["2 of 2 hosts are known to come back by themselves", "0 open findings", "100 % of rules decided"]);
});

test("hosts that would stay down, and a cluster's finding that two hosts show", () => {
  const bad = { staysDown: 2, returns: 0, coverage: 0.8, unknownRules: 6 };
  expect(said({ ...bad, findings: { ...none, critical: 1, high: 9 }, hostsWith: { ...none, critical: 2, high: 1 } })).toEqual([
    "2 hosts would not come back by themselves",
    "1 critical finding on 2 hosts",
    "80 % of rules decided; 6 unknown",
  ]);
});

test("a host that was never visited is not counted as one that returns", () => {
  expect(said({ unseen: 1, returns: 1 })).toEqual([
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

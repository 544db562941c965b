import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { VisitProgress } from "#collectors/collect.ts";
import { collectHost } from "#collectors/collect.ts";
import { probes } from "#collectors/probes/index.ts";
import { pinnedKeys } from "#collectors/transport/host-keys.ts";
import type { ConnectOptions } from "#collectors/transport/ssh.ts";
import type { FactName, Readings } from "#lib/facts/index.ts";
import { demoFleet } from "./fleet.ts";
import type { SimulatedHost, Simulator } from "./server.ts";
import { keyPairIn, startSimulatedHosts } from "./server.ts";

const everywhere: FactName[] = [
  "addresses",
  "failedUnits",
  "fstab",
  "identity",
  "links",
  "mountUnits",
  "mounts",
  "names",
  "neighbours",
  "networkConfig",
  "pciDevices",
  "resolver",
  "routes",
];
const hypervisor: FactName[] = [...everywhere, "bridgeVlans", "guests", "storages"];
const clustered: FactName[] = [...hypervisor, "clusterConfig", "clusterStatus"];

/** What each host is: its own name, what makes it a hypervisor, how many guests it has, and which facts it has; the others are absent. */
const expected: Record<string, { hostname: string; system: string; guests: number; facts: FactName[] }> = {
  "kvm-01": { hostname: "kvm-01.inside.domusdigitalis.dev", system: "libvirt", guests: 8, facts: hypervisor },
  "kvm-02": { hostname: "kvm-02.inside.domusdigitalis.dev", system: "libvirt", guests: 6, facts: hypervisor },
  "k8s-cp-01": { hostname: "k8s-cp-01", system: "linux", guests: 0, facts: everywhere },
  pve: { hostname: "pve", system: "proxmox", guests: 9, facts: [...clustered, "qdevice"] },
  pve2: { hostname: "pve2", system: "proxmox", guests: 4, facts: [...clustered, "qdevice"] },
  r730: { hostname: "r730", system: "proxmox", guests: 6, facts: hypervisor },
  vps: { hostname: "vps", system: "linux", guests: 0, facts: everywhere },
  "sea-kvm07": { hostname: "sea-kvm07.host.example", system: "libvirt", guests: 4, facts: hypervisor },
  garnet2: { hostname: "garnet2", system: "proxmox", guests: 4, facts: clustered },
  tarpon: { hostname: "tarpon", system: "libvirt", guests: 4, facts: hypervisor },
};

const folder = mkdtempSync(join(tmpdir(), "simulated-visits-"));
const login = keyPairIn(join(folder, "login"), "login");
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulatedHosts(demoFleet(), {
    address: "127.0.0.1",
    firstPort: 0,
    hostKeysFolder: join(folder, "hosts"),
    authorizedKeys: [login.publicKey],
  });
});

afterAll(async () => {
  await simulator.stop();
  rmSync(folder, { recursive: true });
});

function simulated(name: string): SimulatedHost {
  const host = simulator.hosts.find((candidate) => candidate.name === name);
  if (!host) throw new Error(`no simulated ${name}`);
  return host;
}

/** The way in to a host, with the key that is pinned for it. */
function wayTo({ address, port }: SimulatedHost, hostKey: string): ConnectOptions {
  return {
    target: { host: address, port, user: "bulkhead", auth: [{ kind: "key", privateKey: login.privateKey }] },
    jumps: [],
    hostKeys: pinnedKeys({ [`[${address}]:${port}`]: [hostKey] }),
  };
}

function visit(name: string, onProgress?: (progress: VisitProgress) => void) {
  const host = simulated(name);
  return collectHost(wayTo(host, host.hostKey), probes, onProgress ? { onProgress } : {});
}

it("knows what to expect of every host of the fleet", () => {
  expect(Object.keys(expected)).toEqual(simulator.hosts.map(({ name }) => name));
});

describe.each(Object.entries(expected))("%s", (name, { hostname, system, guests, facts }) => {
  it("is read by the production collector", { timeout: 20_000 }, async () => {
    const { readings, error, login: as, hostKey } = await visit(name);
    expect({ error, as, hostKey }).toEqual({ error: null, as: { uid: 0, sudo: "root" }, hostKey: simulated(name).hostKey });
    expect(known(readings, "identity")).toMatchObject({ hostname, system, init: "systemd" });
    expect(known(readings, "guests")?.length ?? 0).toBe(guests);
    expect(by(readings, "failed")).toEqual([]);
    expect(by(readings, "ok")).toEqual(expect.arrayContaining([...facts]));
  });
});

it("shows its progress, section by section", { timeout: 20_000 }, async () => {
  const seen: VisitProgress[] = [];
  await visit("kvm-01", (progress) => seen.push(progress));
  expect(seen[0]).toEqual({ step: "connecting", done: 0, total: 0 });
  const done = seen.slice(1).map((progress) => progress.done);
  expect(done.length).toBeGreaterThan(30);
  expect(done).toEqual([...done].sort((left, right) => left - right));
  expect(seen.at(-1)).toMatchObject({ step: "reading", total: expect.any(Number) });
});

it("is refused with the key of another host", { timeout: 20_000 }, async () => {
  const { error, readings } = await collectHost(wayTo(simulated("pve"), simulated("pve2").hostKey), probes);
  expect(error).toMatchObject({ code: "host-key-changed" });
  expect(by(readings, "ok")).toEqual([]);
});

function known<Name extends FactName>(readings: Readings, name: Name) {
  const reading = readings[name];
  return reading?.status === "ok" ? reading.value : undefined;
}

function by(readings: Readings, status: "ok" | "absent" | "failed"): string[] {
  return Object.entries(readings)
    .filter(([, reading]) => reading.status === status)
    .map(([name, reading]) => (reading.status === "failed" ? `${name}: ${reading.detail}` : name))
    .sort();
}

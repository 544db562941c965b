import type { Guest } from "#lib/facts/guests.ts";
import type { FleetHost, Installation } from "#lib/rules/context.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { guestAt } from "#lib/rules/shared/guest-addresses.ts";

export const bulkheadSharesFate = defineRule({
  id: "self/bulkhead-shares-fate",
  title: "Bulkhead runs on what it watches",
  why: "When that host goes down, so do the findings and the runbook that you need to bring it back.",
  scope: "fleet",
  scenarios: ["node-loss", "power-loss"],
  likelihood: 2,
  impact: 3,
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  needs: ["fleet", "installation"],
  check({ fleet, installation }) {
    return [
      ...placesOf("Bulkhead", installation.addresses, installation, fleet),
      ...databasePlaces(installation, fleet),
      ...mailPlaces(installation, fleet),
    ];
  },
  remedy: {
    steps: ["Run Bulkhead on a machine outside the fleet, or keep an exported report somewhere else before each window."],
    risk: "A second copy of the inventory is a second place to guard.",
    verify: "hostname; ip -br addr",
  },
});

function databasePlaces(installation: Installation, fleet: readonly FleetHost[]): Observation[] {
  const { databaseHost } = installation;
  if (databaseHost === "local") return [];
  return placesOf("Its database", [databaseHost], { ...installation, hostname: databaseHost, machineId: null }, fleet);
}

function mailPlaces(installation: Installation, fleet: readonly FleetHost[]): Observation[] {
  const { mailServer } = installation;
  if (mailServer === null) return [];
  const { name, addresses } = mailServer;
  return placesOf("Its mail server", addresses, { ...installation, hostname: name, machineId: null }, fleet);
}

/** The host that is this machine, or on which it is a guest. */
function placesOf(what: string, addresses: readonly string[], who: Installation, fleet: readonly FleetHost[]): Observation[] {
  for (const host of fleet) {
    const isHost = addresses.includes(host.address) || (who.machineId !== null && machineIdOf(host) === who.machineId);
    const carried = isHost ? undefined : carriedBy(host, addresses, who.hostname);
    if (!isHost && carried === undefined) continue;
    return [
      {
        subject: what,
        observed: `${what} runs as ${carried === undefined ? `the host ${host.name}` : `guest ${carried.guest.name} of ${host.name}`}`,
        expected: "a machine that none of the watched hosts carries",
        cite: [carried?.guest.at ?? { source: "inventory", line: 1, text: `${host.name} ${host.address}` }],
        confidence: carried?.byName ? "suspected" : "confirmed",
      },
    ];
  }
  return [];
}

function machineIdOf({ readings: { identity } }: FleetHost): string | null {
  return identity?.status === "ok" ? identity.value.machineId : null;
}

/** The guest of this host that has one of the addresses; a running one of our name is a guess. */
function carriedBy({ readings }: FleetHost, addresses: readonly string[], name: string): { guest: Guest; byName: boolean } | undefined {
  const guests = readings.guests?.status === "ok" ? readings.guests.value : [];
  const neighbours = readings.neighbours?.status === "ok" ? readings.neighbours.value : undefined;
  for (const address of addresses) {
    const guest = guestAt(address, guests, neighbours);
    if (guest !== undefined) return { guest, byName: false };
  }
  const named = guests.find((one) => one.running !== false && one.name === name);
  return named === undefined ? undefined : { guest: named, byName: true };
}

import type { Section } from "#collectors/probe.ts";
import type { Bond, BondPort } from "#lib/facts/bonds.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { linesOf } from "./sections.ts";

/** Zeros stand for a switch that does not answer, as the kernel's driver writes it. */
const nobody = "00:00:00:00:00:00";

/**
 * Bonds of Open vSwitch by `ovs-appctl bond/show`: a header `---- NAME ----`, then settings, then `member NAME: enabled` (`slave` before
 * version 2.15). LACP that is on and not negotiated is told as a switch that does not answer.
 */
export function bondsFromOvs(section: Section): Bond[] {
  const lines = linesOf(section.text);
  const bonds: Bond[] = [];
  for (const [index, line] of lines.entries()) {
    const at = citeLine(section.source, lines, index);
    const name = /^---- (\S+) ----$/.exec(line)?.[1];
    if (name) bonds.push({ name, mode: "", partnerMac: null, ports: [], at, partnerAt: null });
    const bond = bonds.at(-1);
    if (!bond) continue;
    const [, key, value] = /^(bond_mode|lacp_status): (\S+)/.exec(line) ?? [];
    const [, port, state] = /^(?:member|slave) (\S+): (\w+)/.exec(line) ?? [];
    if (key === "bond_mode" && value) bond.mode = value;
    if (key === "lacp_status" && value === "configured") Object.assign(bond, { partnerMac: nobody, partnerAt: at });
    if (port) bond.ports.push(portOf(port, state === "enabled", at));
  }
  return bonds;
}

function portOf(name: string, up: boolean, at: BondPort["at"]): BondPort {
  return { name, up, speedMbps: null, permanentMac: null, aggregatorId: null, partnerMac: null, at, stateAt: at };
}

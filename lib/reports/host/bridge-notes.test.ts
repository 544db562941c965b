import { expect, test } from "vitest";
import type { Guest } from "#lib/facts/guests.ts";
import { bridgeFaults, portNotes } from "./bridge-notes.ts";

const at = { source: "x", line: 1, text: "" };

test("the worst VLAN fault of a bridge is said beside it, other rules are not", () => {
  const faults = bridgeFaults([
    { rule: "bridge/pvid-mismatch-host-guests", subject: "br0", severity: "high" },
    { rule: "bridge/uplink-pvid-mismatch", subject: "br0", severity: "medium" },
    { rule: "boot/failed-units", subject: "br1", severity: "critical" },
  ]);
  expect([...faults]).toEqual([["br0", { severity: "high", words: "PVIDs disagree" }]]);
});

test("ports are named after what stands behind them", () => {
  const nic = (slot: string, device: string | null) => ({ slot, device }) as Guest["nics"][number];
  const guest = (id: string, name: string, platform: Guest["platform"], nics: Guest["nics"]) => ({ id, name, platform, nics }) as Guest;
  const address = (value: string, scope: string) => ({
    interface: "vmbr0",
    family: 4 as const,
    address: value,
    prefixLength: 24,
    scope,
    dynamic: false,
    at,
  });
  const notes = portNotes({
    addresses: { status: "ok", value: [address("10.0.0.1", "global"), address("10.0.1.1", "global"), address("fe80::1", "link")] },
    guests: {
      status: "ok",
      value: [guest("100", "dns", "qemu", [nic("net1", null)]), guest("u-u-i-d", "vault", "libvirt", [nic("0", "vnet4")])],
    },
  });
  expect(Object.fromEntries(notes)).toEqual({
    vmbr0: "10.0.0.1/24, 10.0.1.1/24",
    tap100i1: "dns",
    fwpr100p1: "dns",
    veth100i1: "dns",
    vnet4: "vault",
  });
});

import { expect, test } from "vitest";
import { link } from "#lib/rules/testing/network-testing.ts";
import { underlyingCards } from "./underlying-cards.ts";

const links = [
  link("eno1", { master: "bond0" }),
  link("eno2", { master: "bond0" }),
  link("eno3"),
  link("bond0", { kind: "bond", master: "vmbr0" }),
  link("vmbr0", { kind: "bridge" }),
  link("tap100i0", { kind: "tun", master: "vmbr0" }),
  link("vmbr0.50", { kind: "vlan", vlan: { id: 50, parent: "vmbr0" } }),
  link("wg0", { kind: "other" }),
  link("loop.1", { kind: "vlan", vlan: { id: 1, parent: "loop.1" } }),
];

test.each([
  ["vmbr0.50", ["eno1", "eno2"]],
  ["vmbr0", ["eno1", "eno2"]],
  ["eno3", ["eno3"]],
  ["wg0", []],
  ["gone", []],
  ["loop.1", []],
])("%s", (device, cards) => expect(underlyingCards(device, links)).toEqual(cards));

import { expect, test } from "vitest";
import type { ChainLink } from "#lib/postmortems/schema.ts";
import { chainHere, hostsWith } from "./here.ts";

const link = (...rules: string[]): ChainLink => ({ step: "s", text: "t", kind: "latent", rules, supposed: false });
const one = { id: "1", name: "kvm-01" };
const two = { id: "2", name: "kvm-02" };
const open = new Map([
  ["storage/a", [two, one]],
  ["boot/b", [one]],
]);

test("a link stands open where one of its rules has a finding", () => {
  expect(chainHere({ chain: [link("storage/a", "x/y"), link("x/y"), link("boot/b")] }, open)).toEqual({
    links: 3,
    openLinks: 2,
    hosts: [one, two],
  });
});

test("each host is named once", () => {
  expect(hostsWith(["boot/b", "storage/a"], open)).toEqual([one, two]);
  expect(hostsWith(["x/y"], open)).toEqual([]);
});

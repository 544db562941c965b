import { describe, expect, test } from "vitest";
import { resolver } from "#lib/rules/testing/network-testing.ts";
import { cite, guest, nic } from "#lib/rules/testing/testing.ts";
import { rolesOf } from "./guest-roles.ts";

const nothing = { resolver: undefined, routes: undefined, neighbours: undefined };

describe("roles by name", () => {
  test.each([
    ["bind-02", "DNS"],
    ["ns1", "DNS"],
    ["infra-dns", "DNS"],
    ["vyos-01", "gateway"],
    ["home-dc01", "authentication"],
    ["ldap1", "authentication"],
    ["k8s-cp-01", "Kubernetes control plane"],
    ["k3s-master-01", "Kubernetes control plane"],
    ["k8cp1", "Kubernetes control plane"],
    ["truenas", "storage"],
    ["9800-WLC-02", "wireless network"],
    ["k8s-node6", undefined],
    ["binder", undefined],
    ["trading-dash", undefined],
    ["", undefined],
  ])("%s", (name, role) => {
    const one = guest(name);
    expect(rolesOf([one], nothing)(one)?.role).toBe(role);
  });
});

test("the guest that has the address of a nameserver serves DNS, whatever its name", () => {
  const one = guest("vm17", { nics: [nic({ mac: "52:54:00:AA:00:01" })] });
  const neighbours = [{ address: "10.0.0.53", interface: "br0", mac: "52:54:00:aa:00:01", state: "REACHABLE", at: cite("ip neigh", "") }];
  expect(rolesOf([one], { resolver: resolver("10.0.0.53"), routes: undefined, neighbours })(one)).toMatchObject({
    role: "DNS",
    from: "address",
  });
});

test("a tag names the role as well", () => {
  const one = guest("web", { tags: ["prod", "dns"] });
  expect(rolesOf([one], nothing)(one)).toMatchObject({ role: "DNS", from: "name" });
});

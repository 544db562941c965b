import { describe, expect, test } from "vitest";
import { address, clusterConfig, configured, defaultRoute, link, networkConfig } from "#lib/rules/testing/network-testing.ts";
import type { SomeFacts } from "#lib/rules/testing/testing.ts";
import { anyTime, guest, nic } from "#lib/rules/testing/testing.ts";
import { vlansOf } from "./vlans.ts";
import { aware, files, judged, memberOf, plain, switchPort, vlanLink } from "./vlans-testing.ts";

const at = (text: string, device = "br0"): SomeFacts => ({ addresses: [address(device, text)] });
/** Guests on br0, each with its port of the same name; "web 20" asks for that tag. */
const runs = (...names: string[]): SomeFacts => ({
  guests: names.map((said) => {
    const [name = "", tag] = said.split(" ");
    return guest(name, { nics: [nic({ bridge: "br0", device: name, vlanTag: tag === undefined ? null : Number(tag) })] });
  }),
});
const way: SomeFacts = { routes: [defaultRoute("br0", "10.0.0.1")] };

describe("two that disagree on one host", () => {
  test("the host's PVID and that of its guests", () => {
    const host = memberOf(
      "kvm-02",
      aware("br0", "1p", { eno1: "1p 100" }, { web: "100p", dns: "100p" }),
      at("10.0.0.2/24"),
      runs("web", "dns"),
      way,
    );
    expect(judged([host])).toEqual(["high host-and-guests kvm-02/br0: On br0 the host is in VLAN 1, its 2 guests in VLAN 100"]);
    const [found] = vlansOf([host], [], anyTime).disagreements;
    expect(found).toMatchObject({
      rule: "bridge/pvid-mismatch-host-guests",
      given: { what: "set-pvid", target: "bridge:kvm-02/br0", vid: 100 },
      vids: [1, 100],
      guests: ["web", "dns"],
      confidence: "inferred",
    });
    expect(found?.evidence.map(({ at: { source } }) => source)).toContain("bridge -j -compressvlans vlan show");
  });

  test.each<[string, SomeFacts[]]>([
    ["one number", [aware("br0", "1p", { eno1: "1p" }, { web: "1p" }), at("10.0.0.2/24"), runs("web"), way]],
    ["the guests ask for their VLAN", [aware("br0", "1p", { eno1: "1p 20" }, { web: "20p" }), at("10.0.0.2/24"), runs("web 20"), way]],
    ["the host's way out is another", [aware("br0", "1p", { eno1: "1p 20" }, { web: "20p" }), at("10.0.0.2/24"), runs("web")]],
    ["the host has no address there", [aware("br0", "1p", { eno1: "1p 20" }, { web: "20p" }), runs("web"), way]],
    [
      "the routes were not read",
      [aware("br0", "1p", { eno1: "1p 20" }, { web: "20p" }), at("10.0.0.2/24"), runs("web"), { routes: undefined }],
    ],
  ])("host and guests are no fault: %s", (_, facts) => expect(judged([memberOf("kvm-02", ...facts)])).toEqual([]));

  test("the host's untagged VLAN that leaves by no uplink", () => {
    const host = memberOf("pve1", aware("br0", "100p", { eno1: "1p 20" }), at("10.0.0.2/24"));
    expect(judged([host])).toEqual([
      "high no-way-out pve1/br0: The host is in VLAN 100 on br0, and no uplink carries VLAN 100: it has no way out",
    ]);
  });

  test("an address on a VLAN of the bridge that the bridge itself, or its uplink, lacks", () => {
    const on = (own: string, uplink: string) => {
      const { bridgeVlans, links = [] } = aware("br0", own, { eno1: uplink });
      return memberOf("pve1", { bridgeVlans, links: [...links, vlanLink("br0.20", "br0")] }, at("10.0.20.2/24", "br0.20"));
    };
    expect(judged([on("1p", "1p 20")])).toEqual([expect.stringContaining("VLAN 20 does not get out of br0")]);
    expect(judged([on("1p 20", "1p")])).toEqual([expect.stringContaining("VLAN 20 does not get out of br0")]);
    expect(judged([on("1p 20", "1p 20")])).toEqual([]);
  });

  test("two uplinks with different PVIDs", () => {
    expect(judged([memberOf("pve1", aware("br0", "1p", { eno1: "1p", eno2: "2p" }))])).toEqual([
      "medium uplinks-differ pve1/br0: The uplinks of br0 put untagged frames into different VLANs",
    ]);
  });

  test("a guest's VLAN that the uplink does not carry, worse for one that others need, milder where it may be meant", () => {
    const on = (table: string, ...names: string[]) =>
      judged([
        memberOf(
          "pve1",
          aware("br0", "1p", { eno1: table }, Object.fromEntries(names.map((name) => [name, "20p"]))),
          runs(...names.map((name) => `${name} 20`)),
        ),
      ]);
    expect(on("1p", "web")).toEqual(["medium not-carried pve1/br0: VLAN 20 of 1 guest is not carried by eno1 of br0"]);
    expect(on("1p", "dns-1")).toEqual(["high not-carried pve1/br0: VLAN 20 of 1 guest is not carried by eno1 of br0"]);
    expect(on("1p", "web", "db")).toEqual(["low not-carried pve1/br0: VLAN 20 of 2 guests is not carried by eno1 of br0"]);
    expect(on("1p 20", "web")).toEqual([]);
    expect(on("1p 2-4094", "web")).toEqual([]);
  });

  test("a guest that is off counts by its definition; a bridge without an uplink lets nobody out, and is meant to", () => {
    const off: SomeFacts = { guests: [guest("web", { running: false, nics: [nic({ bridge: "br0", device: null, vlanTag: 20 })] })] };
    expect(judged([memberOf("pve1", aware("br0", "1p", { eno1: "1p" }), off)])).toHaveLength(1);
    expect(judged([memberOf("pve1", aware("br0", "1p", {}), off)])).toEqual([]);
  });

  test("what runs and what the files say", () => {
    const on = (table: string, vids: string | null, pvid: number | null = null) =>
      vlansOf([memberOf("pve1", aware("br0", "1p", { eno1: table }), files("br0", vids, "eno1", pvid))], [], anyTime).disagreements.map(
        ({ kind, observed }) => `${kind}: ${observed}`,
      );
    expect(on("1p 10 20", "10 20")).toEqual([]);
    expect(on("1p 10-12", "10 11 12")).toEqual([]);
    expect(on("1p 10", "10 20")).toEqual(["not-as-configured: VLANs of eno1: configured with 20, running without"]);
    expect(on("1p 10 20", "10")).toEqual(["not-as-configured: VLANs of eno1: configured without, running with 20"]);
    expect(on("1p 10", "10", 100)).toEqual(["not-as-configured: PVID of eno1: configured 100, running 1"]);
    expect(on("1p 10", null)).toEqual([]);
  });

  test("a bridge that filters, and whose files say that it does not", () => {
    const config = networkConfig([
      configured("br0", { kind: "bridge", bridge: { vlanAware: null, pvid: null, vids: null }, ports: ["eno1"] }),
    ]);
    const [found] = vlansOf([memberOf("pve1", aware("br0", "1p", { eno1: "1p" }), { networkConfig: config })], [], anyTime).disagreements;
    expect(found).toMatchObject({
      observed: "VLAN filtering: configured off, running on",
      given: { what: "apply-network", target: "host:pve1" },
    });
  });

  test("a VLAN that is a device of its own and is missing; one that no file names and carries an address; one that Proxmox made", () => {
    const card = configured("eno1");
    const named = configured("eno1.20", { kind: "vlan", vlanId: 20, ports: ["eno1"] });
    const on = (config: (typeof card)[], links: ReturnType<typeof link>[], ...more: SomeFacts[]) =>
      judged([memberOf("nas", { networkConfig: networkConfig(config), links: [link("eno1"), ...links] }, ...more)]);
    expect(on([card, named], [])).toEqual(["medium not-as-configured nas/eno1: eno1 runs otherwise than its files say: eno1.20"]);
    expect(on([card, named], [vlanLink("eno1.20", "eno1")])).toEqual([]);
    expect(on([card], [vlanLink("eno1.20", "eno1")])).toEqual([]);
    expect(on([card], [vlanLink("eno1.20", "eno1")], at("10.0.20.2/24", "eno1.20"))).toHaveLength(1);
    expect(on([], [vlanLink("eno1.20", "eno1")], at("10.0.20.2/24", "eno1.20"))).toEqual([]);
  });
});

describe("the switch side, as somebody declared it", () => {
  const host = memberOf("kvm-01", aware("br0", "1p", { eno1: "1p 10" }, { web: "10p" }), at("10.0.0.2/24"), runs("web 10"));

  test("another native VLAN than the uplink's PVID; an old word leaves a doubt", () => {
    const [found] = vlansOf([host], [switchPort("kvm-01", "eno1", 100, "10")], anyTime).disagreements;
    expect(found).toMatchObject({
      kind: "native-vlan",
      severity: "high",
      confidence: "confirmed",
      vids: [1, 100],
      given: { what: "set-pvid", vid: 100 },
    });
    const [old] = vlansOf([host], [switchPort("kvm-01", "eno1", 100, "10", 200)], anyTime).disagreements;
    expect(old).toMatchObject({ kind: "native-vlan", confidence: "suspected" });
  });

  test("a VLAN of guests that the switch does not take", () => {
    expect(judged([host], [switchPort("kvm-01", "eno1", 1, "20")])).toEqual([
      "medium switch-refuses kvm-01/br0: VLAN 10 of 1 guest leaves br0, and its switch port does not take it",
      "low bridge-lacks kvm-01/br0: The switch takes VLAN 20 from eno1, and br0 does not send it",
    ]);
  });

  test("no fault: both ends agree, the list was not told, everything is let in, it is said of another host", () => {
    expect(judged([host], [switchPort("kvm-01", "eno1", 1, "10")])).toEqual([]);
    expect(judged([host], [switchPort("kvm-01", "eno1", 1)])).toEqual([]);
    expect(judged([host], [switchPort("kvm-01", "eno1", 1, "1-4094")])).toEqual([]);
    expect(judged([host], [switchPort("kvm-02", "eno1", 100, "20")])).toEqual([]);
  });

  test("a trunk whose PVID nobody uses may have any native VLAN", () => {
    const trunk = memberOf("kvm-01", aware("br0", "1p", { eno1: "1p 10" }, { web: "10p" }), runs("web 10"));
    expect(judged([trunk], [switchPort("kvm-01", "eno1", null, "10")])).toEqual([]);
  });
});

describe("the same bridge on several hosts", () => {
  const kvm = (name: string, pvid: number, subnet = "10.0.0") =>
    memberOf(name, aware("br0", `${pvid}p`, { eno1: `${pvid}p` }, { web: `${pvid}p` }), at(`${subnet}.${name.at(-1)}/24`), runs("web"));
  const node = (name: string, ...facts: SomeFacts[]) => memberOf(name, { clusterConfig: clusterConfig("lab", ["pve1", "pve2"]) }, ...facts);

  test("different PVIDs in one subnet: the odd one is named first", () => {
    const fleet = [kvm("kvm-1", 100), kvm("kvm-2", 1), kvm("kvm-3", 100)];
    const [found] = vlansOf(fleet, [], anyTime).disagreements;
    expect(found).toMatchObject({
      kind: "hosts-differ",
      severity: "medium",
      confidence: "suspected",
      title: "br0 has PVID 100 on kvm-1 and kvm-3, PVID 1 on kvm-2",
      hosts: ["kvm-2", "kvm-1", "kvm-3"],
      given: { what: "set-pvid", target: "bridge:kvm-2/br0", vid: 100 },
    });
    expect(judged([kvm("kvm-1", 100), kvm("kvm-2", 1, "10.9.9")])).toEqual([]);
  });

  test("nodes of a cluster are compared by the bridge's name alone", () => {
    const guests = (pvid: number) => aware("br0", `${pvid}p`, { eno1: `${pvid}p` }, { web: `${pvid}p` });
    expect(judged([node("pve1", guests(1), runs("web")), node("pve2", guests(5), runs("web"))])).toEqual([
      "medium hosts-differ pve1/br0 pve2/br0: br0 has PVID 1 on pve1, PVID 5 on pve2",
    ]);
  });

  test("a node that filters beside one that does not, worse where guests have tags there", () => {
    const tagged: SomeFacts = { guests: [guest("web", { nics: [nic({ bridge: "br0", device: null, vlanTag: 20 })] })] };
    const fleet = (facts: SomeFacts) =>
      judged([node("pve1", aware("br0", "1p", { eno1: "1p 2-4094" })), node("pve2", plain("br0", "eno1"), facts)]);
    expect(fleet({})).toEqual(["low filtering-differs pve2/br0 pve1/br0: br0 filters VLANs on pve1 and not on pve2"]);
    expect(fleet(tagged)).toEqual(["medium filtering-differs pve2/br0 pve1/br0: br0 filters VLANs on pve1 and not on pve2"]);
  });
});

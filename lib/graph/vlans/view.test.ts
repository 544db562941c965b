import { describe, expect, test } from "vitest";
import { address, defaultRoute, link, port, vlanBridge } from "#lib/rules/testing/network-testing.ts";
import { anyTime, cite, guest, nic, type SomeFacts } from "#lib/rules/testing/testing.ts";
import { viewOf } from "./view.ts";
import { vlansOf } from "./vlans.ts";
import { aware, matrixOf, memberOf, plain, switchPort, vlanLink } from "./vlans-testing.ts";

const at = (text: string, device = "br0"): SomeFacts => ({ addresses: [address(device, text)] });
/** Guests on br0, each with its port of the same name; "web 20" asks for that tag. */
const runs = (...names: string[]): SomeFacts => ({
  guests: names.map((said) => {
    const [name = "", tag] = said.split(" ");
    return guest(name, { nics: [nic({ bridge: "br0", device: name, vlanTag: tag === undefined ? null : Number(tag) })] });
  }),
});
const way: SomeFacts = { routes: [defaultRoute("br0", "10.0.0.1")] };

describe("what was not read", () => {
  test("a host whose bridges were not read has a column of its own, and no answer in it", () => {
    const unread = memberOf("kvm-03", { bridgeVlans: undefined });
    const view = viewOf(vlansOf([unread], [], anyTime), {});
    expect(view.columns).toMatchObject([{ id: "kvm-03/", kind: "unread", unread: ["its bridges and VLANs"] }]);
    expect(view.unknown).toEqual(["kvm-03: its bridges and VLANs"]);
    expect([view.rows, view.disagreements, view.totals.unreadHosts]).toEqual([[], [], 1]);
  });

  test("guests, addresses and files that were not read are told with the column", () => {
    const half = memberOf("kvm-03", aware("br0", "1p", { eno1: "1p 20" }, { vnet0: "20p" }), { guests: undefined, addresses: undefined });
    const [column] = viewOf(vlansOf([half], [], anyTime), {}).columns;
    expect(column?.unread).toEqual([
      "its guests",
      "its own addresses",
      "what its files say of br0",
      "whether host and guests are to share a VLAN",
    ]);
    expect(matrixOf([half])).toEqual(["1: kvm-03/br0 pvid", "20: kvm-03/br0 tagged, vnet0"]);
  });

  test("guests on a bridge that bridge(8) does not show are told of", () => {
    const ovs = memberOf("kvm-04", { guests: [guest("web", { nics: [nic({ bridge: "ovsbr0" })] })] });
    const host = {
      ...ovs,
      part: {
        ...ovs.part,
        cards: ["eno1"],
        addresses: [{ address: "10.0.0.4", interface: "eno1", prefixLength: 24, at: cite("ip", "eno1") }],
      },
    };
    expect(viewOf(vlansOf([host], [], anyTime), {}).unknown).toEqual([
      "1 card of guests of kvm-04 on ovsbr0, which bridge(8) does not show",
    ]);
  });
});

describe("the matrix", () => {
  test("a row for each VLAN that somebody uses or names, none for the rest of a trunk", () => {
    const host = memberOf(
      "pve1",
      aware("br0", "1p 920", { bond0: "1p 2-4094" }, { web: "921p", fw: "1p 30-33" }),
      at("10.0.0.2/24"),
      runs("web 921", "fw"),
    );
    expect(matrixOf([host])).toEqual(["1: pve1/br0 pvid, host, fw", "920: pve1/br0 all", "921: pve1/br0 all, web"]);
  });

  test("neighbours that every place treats alike are one row, until somebody uses one", () => {
    const host = (...facts: SomeFacts[]) => memberOf("pve1", aware("br0", "1p", { eno1: "1p 10-20" }), ...facts);
    expect(matrixOf([host()])).toEqual(["1: pve1/br0 pvid", "10–20: pve1/br0 tagged"]);
    const off: SomeFacts = { guests: [guest("web", { running: false, nics: [nic({ bridge: "br0", device: null, vlanTag: 12 })] })] };
    expect(matrixOf([host(off)])).toEqual([
      "1: pve1/br0 pvid",
      "10–11: pve1/br0 tagged",
      "12: pve1/br0 tagged, web (off)",
      "13–20: pve1/br0 tagged",
    ]);
    expect(matrixOf([memberOf("pve1", aware("br0", "1p", { eno1: "1p 10 11 12" }))])).toEqual([
      "1: pve1/br0 pvid",
      "10–12: pve1/br0 tagged",
    ]);
  });

  test("a bridge that does not filter passes everything: its people have no VLAN, unless the switch port is declared", () => {
    const host = memberOf("r730", plain("br0", "eno1"), at("10.0.0.5/24"), { guests: [guest("web", { nics: [nic({ bridge: "br0" })] })] });
    expect(matrixOf([host])).toEqual(["untagged: r730/br0 all, host, web"]);
    expect(matrixOf([host], [switchPort("r730", "eno1", 30)])).toEqual(["30: r730/br0 all, host, web, switch native"]);
  });

  test("a bridge on a VLAN of a bond lies in that VLAN, in the column of the bond", () => {
    const { bridgeVlans } = plain("br410", "bond0.410");
    const links = [link("bond0", { kind: "bond" }), vlanLink("bond0.410", "bond0", { master: "br410" }), link("br410", { kind: "bridge" })];
    const host = memberOf("sea", { bridgeVlans, links }, at("10.4.10.2/24", "br410"), {
      guests: [guest("web", { nics: [nic({ bridge: "br410" })] })],
    });
    expect(matrixOf([host])).toEqual(["410: sea/bond0 all, host, web"]);
  });

  test("hosts without guests or bridges have a place too", () => {
    expect(matrixOf([memberOf("nas", { links: [link("eno1")] }, at("10.0.0.70/24", "eno1"))])).toEqual(["untagged: nas/eno1 all, host"]);
    expect(viewOf(vlansOf([memberOf("box", {})], [], anyTime), {})).toMatchObject({
      columns: [{ host: "box", kind: "nothing" }],
      rows: [],
    });
  });

  test("a port that sends untagged and takes nothing back is no PVID", () => {
    const bridgeVlans = [vlanBridge("br0", "1p", [port("eno1", "uplink", "100u")])];
    expect(matrixOf([memberOf("kvm-01", { bridgeVlans, links: [link("br0", { kind: "bridge" })] })])).toEqual([
      "1: kvm-01/br0 none",
      "100: kvm-01/br0 untagged",
    ]);
  });
});

describe("what is asked for", () => {
  const fleet = Array.from({ length: 60 }, (_, index) =>
    memberOf(
      `host-${String(index).padStart(2, "0")}`,
      index === 40 ? aware("br0", "1p", { eno1: "1p" }, { web: "20p" }) : plain("br0", "eno1"),
      at(`10.0.0.${index + 1}/24`),
      index === 40 ? { ...runs("web"), ...way } : {},
    ),
  );
  const ask = (query: Parameters<typeof viewOf>[1]) => viewOf(vlansOf(fleet, [], anyTime), query);

  test("hosts that disagree come first, and the rest on pages", () => {
    const first = ask({});
    expect([first.columns[0]?.host, first.columns.length, first.pages, first.hosts]).toEqual(["host-40", 18, 4, { fitting: 60, all: 60 }]);
    expect(ask({ page: 4 }).columns).toHaveLength(6);
    expect(ask({ page: 99 }).page).toBe(4);
  });

  test("a host by a part of its name, a VLAN by its number, only what disagrees", () => {
    expect(ask({ text: "HOST-07" }).columns.map(({ host }) => host)).toEqual(["host-07"]);
    expect(ask({ text: "20" })).toMatchObject({ columns: [{ host: "host-40" }], rows: [{ range: [20, 20] }] });
    expect(ask({ only: true })).toMatchObject({ columns: [{ host: "host-40" }], hosts: { fitting: 1, all: 60 } });
    expect(ask({ text: "host-07" }).disagreements).toEqual([]);
    expect(ask({ text: "nobody" })).toMatchObject({ columns: [], rows: [], pages: 1 });
  });
});

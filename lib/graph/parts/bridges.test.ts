import { describe, expect, test } from "vitest";
import { buildPart } from "#lib/graph/build-part.ts";
import { address, configured, defaultRoute, link, networkConfig, port, vlanBridge } from "#lib/rules/testing/network-testing.ts";
import { guest, nic, readingsOf, type SomeFacts, without } from "#lib/rules/testing/testing.ts";

const table = vlanBridge("br0", "1p 20", [
  port("eno1", "uplink", "1p 2-40 100u"),
  port("vnet0", "guest", "100p"),
  port("vnet9", "guest", "30p"),
]);
const facts: SomeFacts = {
  bridgeVlans: [table, vlanBridge("docker0", "1p", [])],
  links: [link("br0", { kind: "bridge" }), link("eno1", { master: "br0" }), link("eno2"), link("wg0", { kind: "tun" })],
  addresses: [address("br0", "10.0.0.2/24")],
  routes: [defaultRoute("br0", "10.0.0.1")],
  guests: [guest("web", { id: "7", nics: [nic({ bridge: "br0", device: "vnet0" })] })],
  networkConfig: networkConfig([
    configured("br0", { kind: "bridge", bridge: { vlanAware: true, pvid: 5, vids: "2-40" }, ports: ["eno1"] }),
    configured("br0.20", { kind: "vlan", vlanId: 20, ports: ["br0"] }),
  ]),
};

describe("bridges as a part holds them", () => {
  const [bridge] = buildPart(readingsOf(facts)).bridges;

  test("tables in ranges, with what leaves untagged; guests by their id where they are known", () => {
    expect(bridge?.self).toMatchObject({ name: "br0", pvid: 1, vids: "1 20", untagged: "1" });
    expect(bridge?.uplinks).toMatchObject([{ name: "eno1", pvid: 1, vids: "1-40 100", untagged: "1 100" }]);
    expect(bridge?.guestPorts).toMatchObject([
      { name: "vnet0", guest: "7", pvid: 100 },
      { name: "vnet9", guest: null, pvid: 30 },
    ]);
    expect(bridge?.separation).toBe("inferred");
  });

  test("what the files make of it: ifupdown gives bridge-pvid to the ports alone", () => {
    expect(bridge?.configured).toMatchObject({ filters: true, defaultPvid: null });
    expect(bridge?.uplinks[0]?.configured).toMatchObject({ pvid: 5, vids: "2-40" });
  });

  test("files that were not read, or name it twice, say nothing", () => {
    const [unread] = buildPart(without(readingsOf(facts), "networkConfig", "failed")).bridges;
    expect([unread?.configured, unread?.uplinks[0]?.configured]).toEqual([null, null]);
    const own = configured("br0", { kind: "bridge", bridge: { vlanAware: true, pvid: null, vids: null } });
    const [twice] = buildPart(readingsOf({ ...facts, networkConfig: networkConfig([own, own]) })).bridges;
    expect(twice?.configured).toBeNull();
  });

  test("whether host and guests are apart stays open without the facts to tell", () => {
    expect(buildPart(without(readingsOf(facts), "routes", "failed")).bridges[0]?.separation).toBeNull();
  });

  test("a table of a bridge that does not filter has no effect, and is left out", () => {
    const [plain] = buildPart(readingsOf({ ...facts, bridgeVlans: [{ ...table, vlanFiltering: false }] })).bridges;
    expect(plain).toMatchObject({ self: null, guestPorts: [], uplinks: [{ vids: null, untagged: null }], separation: "joined" });
  });
});

test("VLANs that are devices of their own: those that run, and those that files bring up and that are not there", () => {
  const running = link("eno2.30", { kind: "vlan", vlan: { id: 30, parent: "eno2" } });
  const part = buildPart(readingsOf({ ...facts, links: [...(facts.links ?? []), running] }));
  expect(part.cards).toEqual(["eno2"]);
  expect(part.vlanInterfaces).toMatchObject([
    { name: "eno2.30", vid: 30, parent: "eno2", isRunning: true, isConfigured: null },
    { name: "br0.20", vid: 20, parent: "br0", isRunning: false, isConfigured: true },
  ]);
  expect(buildPart(without(readingsOf(facts), "links", "failed")).vlanInterfaces).toMatchObject([{ name: "br0.20", isRunning: null }]);
});

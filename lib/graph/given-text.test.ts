import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Given } from "./given.ts";
import { givenFromSearch, givenToSearch, unreadInSearch } from "./given-search.ts";
import { givenText, parseGiven, UnreadableGiven } from "./given-text.ts";
import { graphOf, node } from "./graph-testing.ts";
import { indexGraph } from "./indexed.ts";

const graph = indexGraph(
  graphOf(
    [],
    [
      node("host:kvm-01.example.org", { host: "kvm-01.example.org" }),
      node("host:kvm-02", { host: "kvm-02" }),
      node("guest:kvm-02/105", { name: "web" }),
      node("guest:kvm-01.example.org/200", { name: "dns-01" }),
      node("guest:kvm-02/201", { name: "dns-01" }),
      node("guest:kvm-02/202", { name: "storage" }),
      node("storage:10.50.1.70"),
      node("dns:10.50.1.70", { name: "DNS 10.50.1.70" }),
      node("dns:10.50.1.50", { name: "DNS 10.50.1.50" }),
      node("gateway:10.50.1.1", { name: "gateway 10.50.1.1" }),
      node("bridge:kvm-01.example.org/br0"),
      node("bridge:kvm-02/br0"),
      node("nic:kvm-02/eno1"),
      node("mount:kvm-02//mnt/nas", { name: "/mnt/nas", host: "kvm-02" }),
      node("quorum-device:lab", { name: "quorum device 10.50.1.60" }),
    ],
  ),
);

function readOrNull(text: string): Given | null {
  try {
    return parseGiven(graph, text);
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableGiven);
    return null;
  }
}

describe("what a person says that happens", () => {
  test.each<[string, Given]>([
    ["reboot kvm-02", { what: "reboot", target: "host:kvm-02" }],
    ["Reboot  KVM-01 ", { what: "reboot", target: "host:kvm-01.example.org" }],
    ["reboot kvm-01.example.org", { what: "reboot", target: "host:kvm-01.example.org" }],
    ["reboot the host kvm-02", { what: "reboot", target: "host:kvm-02" }],
    ["restart guest web", { what: "restart", target: "guest:kvm-02/105" }],
    ["restart vm 105", { what: "restart", target: "guest:kvm-02/105" }],
    ["reboot web", { what: "reboot", target: "guest:kvm-02/105" }],
    ["restart kvm-02", { what: "reboot", target: "host:kvm-02" }],
    ["restart dns-01 on kvm-01", { what: "restart", target: "guest:kvm-01.example.org/200" }],
    ["restart storage", { what: "restart", target: "guest:kvm-02/202" }],
    ["lose kvm-02", { what: "lose", target: "host:kvm-02" }],
    ["lose storage 10.50.1.70", { what: "lose", target: "storage:10.50.1.70" }],
    ["lose dns server 10.50.1.70", { what: "lose", target: "dns:10.50.1.70" }],
    ["lose 10.50.1.50", { what: "lose", target: "dns:10.50.1.50" }],
    ["lose the gateway", { what: "lose", target: "gateway:10.50.1.1" }],
    ["lose the quorum device", { what: "lose", target: "quorum-device:lab" }],
    ["lose bridge br0 of kvm-01", { what: "lose", target: "bridge:kvm-01.example.org/br0" }],
    ["lose uplink eno1", { what: "lose", target: "nic:kvm-02/eno1" }],
    ["lose mount /mnt/nas", { what: "lose", target: "mount:kvm-02//mnt/nas" }],
    ["lose bridge:kvm-02/br0", { what: "lose", target: "bridge:kvm-02/br0" }],
    ["apply network kvm-02", { what: "apply-network", target: "host:kvm-02" }],
    ["apply the pending network configuration of kvm-01", { what: "apply-network", target: "host:kvm-01.example.org" }],
    ["hardware fault on kvm-02", { what: "hardware-fault", target: "host:kvm-02" }],
    ["hardware failure of kvm-01", { what: "hardware-fault", target: "host:kvm-01.example.org" }],
    ["set pvid 100 on br0 of kvm-02", { what: "set-pvid", target: "bridge:kvm-02/br0", vid: 100 }],
    ["power loss", { what: "power-loss", target: null }],
    ["lose power", { what: "power-loss", target: null }],
  ])("%s", (text, given) => {
    expect(parseGiven(graph, text)).toEqual(given);
    expect(parseGiven(graph, givenText(graph, given))).toEqual(given);
  });

  test.each([
    ["dance", '"dance" is nothing that can be rehearsed. Say "reboot HOST", '],
    ["reboot kvm-09", 'Nothing here is called "kvm-09": there is kvm-01.example.org, kvm-02, '],
    ["hardware fault on web", 'No host here is called "web": there is kvm-01.example.org and kvm-02.'],
    ["apply network web", 'No host here is called "web": there is kvm-01.example.org and kvm-02.'],
    ["restart dns-01", '"restart dns-01" may mean dns-01 of kvm-01.example.org or dns-01 of kvm-02: say which.'],
    ["lose 10.50.1.70", '"lose 10.50.1.70" may mean storage 10.50.1.70 or dns server 10.50.1.70: say which.'],
    ["lose dns", '"lose dns" may mean dns server 10.50.1.70 or dns server 10.50.1.50: say which.'],
    ["lose vlan 20", 'No vlan here is called "20": none is known.'],
    ["lose the cluster", "Which cluster? Here none is known."],
    ["set pvid 5000 on br0 of kvm-02", "5000 is no VLAN: a PVID is a number from 1 to 4094."],
    ["power loss at home", 'No site here is called "home": none is known.'],
    ["", '"" is nothing that can be rehearsed.'],
  ])("%s: one sentence that says what is possible", (text, sentence) => {
    expect(() => parseGiven(graph, text)).toThrow(UnreadableGiven);
    expect(() => parseGiven(graph, text)).toThrow(sentence);
  });

  test("whatever somebody types, either it is read or one sentence says why not", () => {
    const word = fc.constantFrom(
      ...["reboot", "restart", "lose", "apply network", "set pvid", "power loss", "the", "of", "on", "at", "dns", "host", "vlan", "kvm-02"],
      ...["__proto__", "constructor", "10.50.1.70", "host:kvm-02", "4095", "-1", "(", "\\", "\u0000", "\u202e", "\n", "  ", "İ", "\ud800"],
    );
    const words = fc.array(fc.oneof({ weight: 3, arbitrary: word }, { weight: 1, arbitrary: fc.string({ unit: "binary" }) }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(words, (some) => {
        const given = readOrNull(some.join(" "));
        if (given !== null) expect(parseGiven(graph, givenText(graph, given))).toEqual(given);
      }),
      { numRuns: 2000 },
    );
  });

  test("a word of any length is read at once", () => {
    for (const long of [
      " ".repeat(200_000),
      "lose ".repeat(40_000),
      `lose ${"a of ".repeat(40_000)}`,
      `set pvid ${"9".repeat(200_000)} on br0`,
    ]) {
      const began = performance.now();
      expect(readOrNull(long)).toBeNull();
      expect(performance.now() - began).toBeLessThan(2000);
    }
  });

  test("whatever is there can be said", () => {
    for (const id of graph.nodes.keys()) {
      const given: Given = { what: "lose", target: id };
      expect(parseGiven(graph, givenText(graph, given))).toEqual(given);
    }
    expect(givenText(graph, { what: "lose", target: "storage:10.50.1.70" })).toBe("lose storage 10.50.1.70");
    expect(givenText(graph, { what: "lose", target: "storage:gone" })).toBe("lose storage:gone");
  });
});

describe("an address", () => {
  test("reads as what it holds", () => {
    const given: Given[] = [
      { what: "reboot", target: "host:kvm-01" },
      { what: "set-pvid", target: "bridge:kvm-01/br0", vid: 100 },
      { what: "power-loss", target: null },
    ];
    expect(givenToSearch(given)).toBe("if=reboot:host:kvm-01&if=set-pvid:100:bridge:kvm-01/br0&if=power-loss");
  });

  test("comes back as it was, whatever things are called", () => {
    const target = fc.string({ minLength: 1, unit: "grapheme" });
    const one: fc.Arbitrary<Given> = fc.oneof(
      fc.record({
        what: fc.constantFrom("reboot" as const, "lose" as const, "restart" as const, "hardware-fault" as const, "apply-network" as const),
        target,
      }),
      fc.record({ what: fc.constant("set-pvid" as const), target, vid: fc.integer({ min: 1, max: 4094 }) }),
      fc.record({ what: fc.constant("power-loss" as const), target: fc.option(target) }),
    );
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), (given) => {
        expect(givenFromSearch(`?view=x&${givenToSearch(given)}`)).toEqual(given);
      }),
    );
  });

  test.each(["", "if=", "if=dance:x", "if=reboot", "if=set-pvid:0:bridge:a/b", "if=set-pvid:bridge:a/b", "if=%E0%A4%A"])(
    "leaves out what nobody can read: %s",
    (search) => expect(givenFromSearch(search)).toEqual([]),
  );

  test("says what of it nobody can read", () => {
    expect(unreadInSearch("?if=dance:x&if=reboot:host:a&if=reboot")).toEqual(["dance:x", "reboot"]);
    const many = Array.from({ length: 22 }, (_, index) => `if=lose:host:h${index}`).join("&");
    expect(givenFromSearch(many)).toHaveLength(20);
    expect(unreadInSearch(many)).toEqual(["lose:host:h20", "lose:host:h21"]);
  });
});

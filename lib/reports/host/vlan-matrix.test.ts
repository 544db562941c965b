import { describe, expect, test } from "vitest";
import type { BridgePort } from "#lib/facts/bridge-vlans.ts";
import { vlanMatrix } from "./vlan-matrix.ts";

const at = { source: "bridge vlan", line: 1, text: "" };

function port(name: string, role: BridgePort["role"], pvid: number | null, tagged: (number | [number, number])[]): BridgePort {
  const ranges = tagged.map((one) => (typeof one === "number" ? [one, one] : one) as [number, number]);
  const vlans = ranges.map(([vid, vidEnd]) => ({ vid, vidEnd, pvid: false, untagged: false }));
  const own = pvid === null ? [] : [{ vid: pvid, vidEnd: pvid, pvid: true, untagged: true }];
  return { name, role, pvid, vlans: [...own, ...vlans], at };
}

const marks = { pvid: "P", "pvid-tagged": "p", untagged: "u", tagged: "o", none: "·" };
function draw(ports: BridgePort[]) {
  const { columns, groups } = vlanMatrix({ ports });
  const lines = groups.flatMap((group) =>
    group.rows.map((row) => `${group.name} ${row.port.name} ${row.cells.map((cell) => marks[cell]).join("")}`),
  );
  return [columns.map((column) => column.label).join(" "), ...lines];
}

describe("VLAN matrix", () => {
  test("one column for each VLAN that is named, host and guests apart", () => {
    expect(draw([port("vnet0", "guest", 100, [10]), port("eno8", "uplink", 1, [10, 100]), port("br-mgmt", "self", 1, [10, 100])])).toEqual([
      "1 10 100",
      "Host br-mgmt Poo",
      "Uplink eno8 Poo",
      "Guests vnet0 ·oP",
    ]);
  });

  test("a trunk of 2–4094 adds one column for all that nobody names", () => {
    const { columns } = vlanMatrix({
      ports: [port("eno1", "uplink", 1, [[2, 4094]]), port("tap100i0", "guest", 20, []), port("vmbr0", "self", 1, [])],
    });
    expect(columns.map((column) => column.label)).toEqual(["1", "20", "others"]);
    expect(columns.at(-1)?.title).toBe("2–19, 21–4094");
    expect(draw([port("eno1", "uplink", 1, [[2, 4094]]), port("tap100i0", "guest", 20, [])])).toEqual([
      "1 20 others",
      "Uplink eno1 Poo",
      "Guests tap100i0 ·P·",
    ]);
  });

  test("a narrow range that somebody chose stays a column of its own", () => {
    expect(draw([port("eno1", "uplink", 1, [[30, 39]])])[0]).toBe("1 30–39");
  });

  test("many VLANs that all ports treat alike are drawn as one", () => {
    const tagged = Array.from({ length: 20 }, (_, index) => 10 + index);
    expect(draw([port("eno1", "uplink", 1, tagged), port("vnet0", "guest", 15, [])])[0]).toBe("1 10–14 15 16–29");
  });

  test("a port without VLANs is still a row; a bridge without ports is empty", () => {
    expect(draw([port("eno1", "uplink", null, []), port("br0", "self", 1, [])])).toEqual(["1", "Host br0 P", "Uplink eno1 ·"]);
    expect(vlanMatrix({ ports: [] })).toEqual({ columns: [], groups: [] });
  });
});

import { describe, expect, test } from "vitest";
import { declared } from "#lib/rules/testing/context-testing.ts";
import { declarationFields, fieldText, fieldValue } from "./declaration-fields.ts";
import { declarationWords, isStale } from "./declaration-words.ts";

const bmc = {
  kind: "out-of-band",
  by: "bmc",
  address: "10.0.0.5",
  account: "ops",
  sharesNetworkWithHost: null,
  lastTestedOn: null,
} as const;

test.each([
  [declared(bmc), "BMC (IPMI, iDRAC, iLO) at 10.0.0.5 as ops; never tested"],
  [
    declared({ kind: "switch-port", interface: "eno1", switch: "sw1", port: "gi1/0/3", nativeVlan: null, allowedVlans: "10,20-40" }),
    "eno1 on sw1 gi1/0/3: native VLAN none, tagged 10,20-40",
  ],
  [declared({ kind: "storage-server", server: "nas-01", stands: "guest", guest: "truenas" }), "nas-01 is a guest (truenas)"],
  [
    declared({ kind: "external-probe", target: "https://x", checkedBy: "a VPS", lastFiredOn: "2026-01-02" }),
    "https://x is checked by a VPS; fired 2026-01-02",
  ],
  [declared({ kind: "restore-test", subject: "101", on: "2026-01-02", worked: false }), "Restore of 101 on 2026-01-02 did not work"],
  [declared({ kind: "drill", drill: "reboot", on: "2026-01-02", worked: true }), "Drill, a real reboot, on 2026-01-02 worked"],
  [
    declared({ kind: "temporary-change", what: "ISE-01 out of RADIUS", owner: "ada", expiresOn: "2026-02-01", undoneOn: null }),
    "ISE-01 out of RADIUS (ada), to be undone by 2026-02-01",
  ],
])("a declaration in words %#", (said, words) => expect(declarationWords(said)).toBe(words));

test("what was said half a year ago is stale, an event of the past is not", () => {
  const later = new Date("2027-01-01T00:00:00Z");
  expect(isStale(declared(bmc), new Date("2026-06-01T00:00:00Z"))).toBe(false);
  expect(isStale(declared(bmc), later)).toBe(true);
  expect(isStale(declared({ kind: "drill", drill: "reboot", on: "2026-01-02", worked: true }), later)).toBe(false);
});

describe("fields", () => {
  const field = (kind: keyof typeof declarationFields, name: string) => {
    const found = declarationFields[kind].find((one) => one.name === name);
    if (found === undefined) throw new Error(name);
    return found;
  };
  test("become what the API takes, and back", () => {
    expect(fieldValue(field("switch-port", "nativeVlan"), " 100 ")).toBe(100);
    expect(fieldValue(field("switch-port", "nativeVlan"), "")).toBeNull();
    expect(fieldValue(field("out-of-band", "sharesNetworkWithHost"), "no")).toBe(false);
    expect(fieldValue(field("drill", "on"), "")).toBe("");
    expect([fieldText(null), fieldText(true), fieldText(7)]).toEqual(["", "yes", "7"]);
  });
});

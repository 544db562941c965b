import { describe, expect, test } from "vitest";
import type { VlanTotals } from "#lib/graph/vlans/view.ts";
import { vlanHeadlines, vlansHref, vlansViewOf } from "./vlans-view.ts";

describe("the address of a view", () => {
  test("leads to the same view, and what is changed leads to the first page", () => {
    const view = { text: "kvm 01", only: true, page: 3 };
    const href = vlansHref(view, { page: 3 });
    expect(href).toBe("/topology/vlans?text=kvm+01&only=1&page=3");
    expect(vlansViewOf(Object.fromEntries(new URL(href, "http://x").searchParams))).toEqual(view);
    expect(vlansHref(view, { only: undefined })).toBe("/topology/vlans?text=kvm+01");
    expect(vlansHref({}, {})).toBe("/topology/vlans");
  });

  test("what does not fit is left out", () => {
    expect(vlansViewOf({ text: ["a", "b"], only: "yes", page: "-4" })).toEqual({ text: undefined, only: undefined, page: 1 });
    expect(vlansViewOf({ text: "  " }).text).toBeUndefined();
  });
});

describe("the answers above the matrix", () => {
  const quiet: VlanTotals = { pvids: 0, cutOff: { vlans: 0, guests: 0 }, drifted: 0, told: 0, uplinks: 4, unreadHosts: 0 };
  const lines = (totals: Partial<VlanTotals>) =>
    vlanHeadlines({ ...quiet, ...totals }).map(({ figure, sentence }) => `${figure} ${sentence}`);

  test("each with its number", () => {
    expect(lines({ pvids: 2, cutOff: { vlans: 1, guests: 8 }, drifted: 1, unreadHosts: 3 })).toEqual([
      "2 PVIDs disagree",
      "1 VLAN of 8 guests does not get out",
      "1 bridge or card runs otherwise than its files say",
      "0 of 4 uplinks have a declared switch side",
      "3 hosts whose VLANs were not read",
    ]);
  });

  test("nothing that disagrees is an answer about what was read", () => {
    expect(lines({ told: 4 })).toEqual(["0 VLANs disagree, of what was read", "4 of 4 uplinks have a declared switch side"]);
  });
});

import { expect, test } from "vitest";
import { directionOf, fleetHref, isFiltered, sortedBy } from "./fleet-view.ts";

test("the address says only what differs from the default", () => {
  expect(fleetHref({ sort: "risk" }, {})).toBe("/");
  expect(fleetHref({ sort: "risk", direction: "desc" }, { severity: "high", text: "a b&c" })).toBe("/?text=a+b%26c&severity=high");
  expect(fleetHref({ sort: "name", state: "denied" }, { state: undefined, direction: "desc" })).toBe("/?sort=name&direction=desc");
});

test("a second click on a heading turns the order round", () => {
  expect(sortedBy({ sort: "risk" }, "name")).toEqual({ sort: "name", direction: undefined });
  expect(sortedBy({ sort: "name" }, "name")).toEqual({ sort: "name", direction: "desc" });
  expect(sortedBy({ sort: "name", direction: "desc" }, "name")).toEqual({ sort: "name", direction: "asc" });
  expect(directionOf({ sort: "coverage" })).toBe("asc");
});

test("an order is no filter", () => {
  expect(isFiltered({ sort: "name", text: "" })).toBe(false);
  expect(isFiltered({ sort: "risk", text: "kvm" })).toBe(true);
});

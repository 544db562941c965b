import { expect, test } from "vitest";
import { directionOf, fleetHref, isFiltered, pagesOf, rangeWords, sortedBy } from "./fleet-view.ts";

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

test("another order or filter begins at the first page again", () => {
  expect(fleetHref({ sort: "name", page: 3 }, { page: 4 })).toBe("/?sort=name&page=4");
  expect(fleetHref({ sort: "name", page: 2 }, { page: 1 })).toBe("/?sort=name");
  expect(fleetHref({ sort: "name", page: 3 }, { severity: "high" })).toBe("/?severity=high&sort=name");
});

test("a page says which of how many hosts it shows", () => {
  expect([0, 1, 50, 51, 500].map(pagesOf)).toEqual([1, 1, 1, 2, 10]);
  expect([rangeWords(1, 1), rangeWords(1, 50), rangeWords(2, 51), rangeWords(2, 500)]).toEqual([
    "1 host",
    "50 hosts",
    "51–51 of 51 hosts",
    "51–100 of 500 hosts",
  ]);
});

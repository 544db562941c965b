import { expect, test } from "vitest";
import type { ExposureAnswer, HostExposure } from "#lib/engine/exposure.ts";
import { exposureHref, exposurePage, exposureViewOf, quietWords } from "./exposure-view.ts";

const host = (name: string, answer: ExposureAnswer): HostExposure => ({ hostId: name, name, answer, through: [], passed: [], silent: [] });

test("exposed hosts come first, by name within an answer", () => {
  const hosts = [host("d", "not-exposed"), host("b", "exposed"), host("c", "cannot-tell"), host("a", "exposed")];
  expect(exposurePage(hosts, {}).hosts.map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
  expect(exposurePage(hosts, { answer: "cannot-tell" }).hosts.map(({ name }) => name)).toEqual(["c"]);
});

test("500 hosts are ten pages, and a page beyond the last is the last", () => {
  const hosts = Array.from({ length: 500 }, (_, index) => host(`h${String(index).padStart(3, "0")}`, "exposed"));
  const { hosts: shown, page, pages } = exposurePage(hosts, { page: 99 });
  expect([shown.length, shown[0]?.name, page, pages]).toEqual([50, "h450", 10, 10]);
});

test("a view is an address; what does not fit is left out", () => {
  expect(exposureHref("/postmortems/a", { answer: "exposed", page: 2 }, { page: 3 })).toBe("/postmortems/a?answer=exposed&page=3");
  expect(exposureHref("/postmortems/a", { answer: "exposed", page: 2 }, { answer: undefined })).toBe("/postmortems/a");
  expect(exposureViewOf({ answer: "maybe", page: "-1" })).toEqual({ answer: undefined, page: 1 });
  expect(exposureViewOf({ answer: "exposed", page: "3" })).toEqual({ answer: "exposed", page: 3 });
});

test("rules that found nothing are summed up", () => {
  const silent = (["unknown", "not-applicable", "not-applicable", "not-judged"] as const).map((state) => ({
    rule: state,
    state,
    because: null,
  }));
  expect(quietWords({ passed: ["a"], silent })).toBe("1 rule passed, 1 unknown, 2 do not apply, 1 was not judged");
  expect(quietWords({ passed: [], silent: silent.slice(3) })).toBe("1 rule, not judged here yet");
  expect(quietWords({ passed: [], silent: [] })).toBe("");
});

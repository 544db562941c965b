import { describe, expect, test } from "vitest";
import { toggled, topologyHref, topologyViewOf } from "./topology-view.ts";

const viewOf = (search: string) => topologyViewOf(new URLSearchParams(search));

describe("the address of the topology", () => {
  test("leaves out what is as usual", () => {
    expect(topologyHref(viewOf(""), {})).toBe("/topology");
    expect(topologyHref(viewOf("view=storage&as=table"), { view: "network", as: null })).toBe("/topology");
  });

  test("holds everything that makes a picture, and reads it back", () => {
    const href = topologyHref(viewOf(""), {
      view: "dependencies",
      as: "picture",
      text: "web 1",
      open: ["host:a", "cluster:b"],
      focus: "host:a",
      hops: 2,
      node: "guest:a/1",
      given: [{ what: "reboot", target: "host:a" }],
      step: 3,
      page: 2,
    });
    expect(topologyHref(viewOf(href.split("?")[1] ?? ""), { page: 2 })).toBe(href);
    expect(href).toContain("&if=reboot:host:a");
  });

  test("what cannot be read is as if it were not there", () => {
    const view = viewOf("view=everything&as=film&step=-3&page=x&hops=9&if=explode:host:a");
    expect(view).toMatchObject({ view: "network", as: null, step: 1, page: 1, hops: 1, given: [] });
  });

  test("another picture begins at the first page of its table", () => {
    expect(topologyHref(viewOf("page=3"), { text: "web" })).toBe("/topology?text=web");
    expect(topologyHref(viewOf("page=3"), { page: 4 })).toBe("/topology?page=4");
  });

  test("a step without a rehearsal is none", () => {
    expect(topologyHref(viewOf("step=4"), {})).toBe("/topology");
  });

  test("what is open closes, and the other way round", () => {
    expect(toggled(["a"], "b")).toEqual(["a", "b"]);
    expect(toggled(["a", "b"], "a")).toEqual(["b"]);
  });
});

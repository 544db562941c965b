import { expect, test } from "vitest";
import { parsePropertyString } from "./property-string.ts";

function parse(text: string) {
  const { first, values } = parsePropertyString(text);
  return [first, Object.fromEntries(values)];
}

test("the leading item may stand without a key", () => {
  expect(parse("local:iso/x.iso,media=cdrom,size=4M")).toEqual(["local:iso/x.iso", { media: "cdrom", size: "4M" }]);
  expect(parse("virtio=BC:24:11:00:00:01,bridge=vmbr0")).toEqual([null, { virtio: "BC:24:11:00:00:01", bridge: "vmbr0" }]);
});

test("a value may have an equals sign, the first of two keys stays, noise is passed over", () => {
  expect(parse("a=b=c,a=d,,=x,alone")).toEqual([null, { a: "b=c" }]);
  expect(parse("")).toEqual([null, {}]);
});

import { describe, expect, test } from "vitest";
import { byDirectory, holderOf, isAtOrBelow, mountUnitName, normalPath, selfAndParents } from "./paths.ts";

describe("mount unit names are those of systemd-escape -p --suffix=mount", () => {
  test.each([
    ["/mnt/nas/vms", "mnt-nas-vms.mount"],
    ["/mnt//nas/", "mnt-nas.mount"],
    ["/", "-.mount"],
    ["/srv/vm-store", "srv-vm\\x2dstore.mount"],
    ["/srv/a b", "srv-a\\x20b.mount"],
    ["/.snap", "\\x2esnap.mount"],
    ["/srv/ä", "srv-\\xc3\\xa4.mount"],
  ])("%s", (path, unit) => {
    expect(mountUnitName(path)).toBe(unit);
  });
});

test("paths are compared by whole components", () => {
  expect(isAtOrBelow("/mnt/nas2/a", "/mnt/nas")).toBe(false);
  expect(isAtOrBelow("/mnt/nas/a", "/mnt/nas/")).toBe(true);
  expect(isAtOrBelow("/mnt/nas", "/mnt/nas")).toBe(true);
  expect(isAtOrBelow("/anything", "/")).toBe(true);
});

test("the deepest directory wins", () => {
  const directories = byDirectory(["/", "/mnt/nas/vms/", "/mnt/nas"], (item) => item);
  expect(holderOf("/mnt/nas/vms/a.qcow2", directories)).toBe("/mnt/nas/vms/");
  expect(holderOf("/mnt/nas2", directories)).toBe("/");
  expect(
    holderOf(
      "/srv",
      byDirectory(["/mnt"], (item) => item),
    ),
  ).toBeUndefined();
});

test("parents end at the root, and a text that is no path has none", () => {
  expect(selfAndParents("/a/b")).toEqual(["/a/b", "/a", "/"]);
  expect(selfAndParents("/")).toEqual(["/"]);
  expect(selfAndParents("nas:/a/b")).toEqual(["nas:/a/b"]);
  expect(selfAndParents("/a".repeat(10_000))).toHaveLength(1);
});

test("/var/run is /run", () => {
  expect(normalPath("/var/run/x")).toBe("/run/x");
  expect(normalPath("/var/running")).toBe("/var/running");
});

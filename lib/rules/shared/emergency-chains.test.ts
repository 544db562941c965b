import { expect, test } from "vitest";
import { fstab } from "#lib/rules/testing/testing.ts";
import { declaredMounts } from "./declared-mounts.ts";
import { emergencyChains, remoteFinder } from "./emergency-chains.ts";

const mountsOf = (...lines: string[]) => declaredMounts(fstab(...lines), undefined);

test("the chain names every mount between the target and the server", () => {
  const mounts = mountsOf("nas:/v /mnt/nas nfs nofail 0 0", "/mnt/nas/a /srv/a none bind,nofail 0 0", "/srv/a/x /srv/b none bind 0 0");
  expect(emergencyChains(mounts).map(({ path }) => path)).toEqual(["local-fs.target → /srv/b → /srv/a → /mnt/nas → nas"]);
});

test("a path is remote through a bind mount, and local beside it", () => {
  const below = remoteFinder(mountsOf("nas:/v /mnt/nas nfs nofail 0 0", "/mnt/nas/a /srv/a none bind,nofail 0 0"));
  expect(below("/srv/a/file")?.mountPoint).toBe("/mnt/nas");
  expect(below("/mnt/nas/file")?.mountPoint).toBe("/mnt/nas");
  expect(below("/srv/b/file")).toBeUndefined();
});

test("mounts that hold each other end, and end quickly however many they are", () => {
  expect(emergencyChains(mountsOf("/b /a none bind 0 0", "/a /b none bind 0 0"))).toEqual([]);
  const layers = Array.from({ length: 300 }, (_, index) => `/m${index}`).join(":");
  const knot = Array.from({ length: 300 }, (_, index) => `overlay /m${index} overlay lowerdir=${layers} 0 0`);
  const started = performance.now();
  expect(emergencyChains(mountsOf(...knot, "nas:/v /m0/nas nfs nofail 0 0"))).toEqual([]);
  expect(performance.now() - started).toBeLessThan(5000);
});

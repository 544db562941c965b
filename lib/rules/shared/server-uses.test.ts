import { expect, test } from "vitest";
import { fstab, mount, storage } from "#lib/rules/testing/testing.ts";
import { liveAddresses, placesOf, serverUses } from "./server-uses.ts";

test("a server is found in fstab, in storages of this node and in mounts that neither declares", () => {
  const uses = serverUses(
    {
      fstab: fstab("a:/v /mnt/a nfs defaults 0 0", "b:/v /mnt/b nfs noauto 0 0", "c:/v /mnt/c nfs nofail 0 0"),
      storages: [
        storage("d", "nfs", { server: "d" }),
        storage("e", "nfs", { server: "e", nodes: ["pve2"] }),
        storage("f", "pbs", { server: "f" }),
      ],
      mounts: [mount("/mnt/a", "nfs4", "a:/v"), mount("/mnt/pve/d", "nfs4", "d:/v"), mount("/mnt/x", "nfs4", "x:/v")],
    },
    "pve1.example",
  );
  expect(uses.map(({ server, kind, when }) => `${server} ${kind} ${when}`)).toEqual([
    "a line boot",
    "b line by-hand",
    "c line later",
    "d storage later",
    "f storage later",
    "x mount live",
  ]);
  expect(placesOf(uses)).toBe("lines 1, 2 and 3 of /etc/fstab, storage d and f, the mount /mnt/x");
});

test("live addresses are those of the kernel, each once", () => {
  const of = liveAddresses([
    mount("/a", "nfs4", "a:/1", "addr=10.0.0.7"),
    mount("/b", "nfs4", "a:/2", "addr=10.0.0.7"),
    mount("/", "ext4", "/dev/sda1"),
  ]);
  expect(of("a")).toEqual(["10.0.0.7"]);
  expect(of("b")).toEqual([]);
});

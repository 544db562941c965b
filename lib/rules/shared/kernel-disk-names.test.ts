import { expect, test } from "vitest";
import { kernelDisk } from "./kernel-disk-names.ts";

test.each([
  ["/dev/sdb1", "sdb"],
  ["/dev/sdaa", "sdaa"],
  ["/dev/nvme0n1p2", "nvme0n1"],
  ["/dev/vda", "vda"],
  ["/dev/xvdb3", "xvdb"],
  ["/dev/sr0", null],
  ["/dev/mapper/sdb1", null],
  ["/dev/sdb/x", null],
  ["sdb1", null],
])("%s", (device, disk) => {
  expect(kernelDisk(device)).toBe(disk);
});

import { expect, test } from "vitest";
import { serversOf } from "./network-servers.ts";

test.each([
  ["nfs", "nas-01:/volume1/vms", "", ["nas-01"]],
  ["nfs4", "[fd00::7]:/vms", "", ["fd00::7"]],
  ["nfs", "nas-a,nas-b:/vms", "", ["nas-a", "nas-b"]],
  ["cifs", "//filer/share", "", ["filer"]],
  ["ceph", "mon1:6789,10.0.0.2:6789:/", "", ["mon1", "10.0.0.2"]],
  ["ceph", "admin@.cephfs=/", "mon_addr=mon1:6789/mon2:6789", ["mon1", "mon2"]],
  ["ceph", "admin@.cephfs=/", "", []],
  ["glusterfs", "g1:/vol", "backup-volfile-servers=g2:g3", ["g1", "g2", "g3"]],
  ["fuse.sshfs", "root@box:/srv", "", ["box"]],
  ["davfs", "https://cloud.example/dav", "", ["cloud.example"]],
  ["ext4", "UUID=1", "", []],
  ["nfs", "no-colon", "", []],
])("%s %s %s", (type, device, options, servers) => {
  expect(serversOf({ type, device, options: options.split(",") })).toEqual(servers);
});

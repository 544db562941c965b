import { expect, test } from "vitest";
import { declaredMounts } from "#lib/rules/shared/declared-mounts.ts";
import { fstab, mountUnit } from "#lib/rules/testing/testing.ts";
import { bootSafeRemedy } from "./boot-safe-mount.ts";

const remedyOf = (...lines: string[]) => bootSafeRemedy(declaredMounts(fstab(...lines), undefined));

test.each([
  ["nas:/a /a nfs defaults 0 0", "nas:/a /a nfs _netdev,nofail,x-systemd.automount,x-systemd.mount-timeout=30,retry=0 0 0"],
  ["//nas/a /a cifs _netdev,uid=1 0 0", "//nas/a /a cifs uid=1,_netdev,nofail,x-systemd.automount,x-systemd.mount-timeout=30 0 0"],
  [
    "nas:/a /a nfs x-systemd.mount-timeout=10 0 0",
    "nas:/a /a nfs x-systemd.mount-timeout=10,_netdev,nofail,x-systemd.automount,retry=0 0 0",
  ],
  [
    "nas:/a /a nfs x-systemd.required-by=local-fs.target 0 0",
    "nas:/a /a nfs _netdev,nofail,x-systemd.automount,x-systemd.mount-timeout=30,retry=0 0 0",
  ],
  ["UUID=1 /a xfs _netdev 0 0", "UUID=1 /a xfs _netdev,nofail 0 0"],
])("%s", (line, better) => {
  expect(remedyOf(line).steps?.[0]).toBe(`Write line 1 of /etc/fstab as \`${better}\``);
});

test("a native unit is told by its name, and names are quoted for the shell", () => {
  const unit = mountUnit("/srv/vm-store", { fragmentPath: "/etc/systemd/system/srv-vm\\x2dstore.mount", sourcePath: null });
  const remedy = bootSafeRemedy(declaredMounts(fstab(), [unit]));
  expect(remedy.steps?.[0]).toBe("In `srv-vm\\x2dstore.mount` replace `RequiredBy=` by `WantedBy=`");
  expect(remedy.verify).toBe("systemctl show 'srv-vm\\x2dstore.mount' -p Id,RequiredBy,WantedBy,Before");
});

test("many lines stay readable", () => {
  const remedy = remedyOf(...Array.from({ length: 40 }, (_, index) => `nas:/${index} /mnt/${index} nfs defaults 0 0`));
  expect(remedy.steps).toHaveLength(15);
  expect(remedy.steps?.[12]).toBe("The same for the other 28");
});

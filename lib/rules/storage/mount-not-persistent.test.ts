import { expect } from "vitest";
import { container, containers } from "#lib/rules/testing/containers-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { disk, fstab, guest, identity, mount, mountUnit, storage } from "#lib/rules/testing/testing.ts";
import { mountNotPersistent as rule } from "./mount-not-persistent.ts";

const root = mount("/", "xfs", "/dev/mapper/rl-root");
const nas = mount("/mnt/nas/vms", "nfs4", "10.50.1.70:/volume1/vms");
const runtime = mountUnit("/mnt/nas/vms", { fragmentPath: null, sourcePath: null });
const onNas = (path = "/mnt/nas/vms/a.qcow2") => ({ guests: [guest("bind-02", { disks: [disk("vda", path)] })] });

describeRule(
  rule,
  { mounts: [root, nas], fstab: fstab(), mountUnits: [runtime], identity: identity(), ...onNas() },
  {
    fails: {
      "a share, with the line to write": [
        {},
        {
          severity: "high",
          confidence: "inferred",
          subject: "/mnt/nas/vms",
          title: "/mnt/nas/vms is mounted by hand and gone after the next reboot, with 1 guest disk of bind-02 on it",
          remedy: expect.objectContaining({
            steps: [
              "Add to /etc/fstab: `10.50.1.70:/volume1/vms /mnt/nas/vms nfs4 _netdev,nofail,x-systemd.automount,x-systemd.mount-timeout=30,retry=0 0 0`",
              "`systemctl daemon-reload`",
            ],
          }),
        },
      ],
      "a disk": [{ mounts: [root, mount("/srv/images", "ext4", "/dev/sdb1")], ...onNas("/srv/images/a.raw") }, "high"],
      "mounted through systemd-mount": [
        { mountUnits: [mountUnit("/mnt/nas/vms", { fragmentPath: "/run/systemd/transient/mnt-nas-vms.mount", sourcePath: null })] },
        "high",
      ],
      "a directory storage on it": [
        { guests: [], storages: [storage("vms", "dir", { path: "/mnt/nas/vms/pve" })] },
        { title: expect.stringContaining("storage vms (images)") },
      ],
      "a container has it": [
        {
          guests: undefined,
          identity: identity({ system: "linux" }),
          containers: containers([container("photos", { mounts: [{ type: "bind", source: "/mnt/nas/vms/photos", target: "/data" }] })]),
        },
        { title: "/mnt/nas/vms is mounted by hand and gone after the next reboot, with the container photos on it" },
      ],
      "a line for another directory does not count": [{ fstab: fstab("10.50.1.70:/volume1/vms /mnt/other nfs nofail 0 0") }, "high"],
    },
    passes: {
      "the line is there": { fstab: fstab("10.50.1.70:/volume1/vms /mnt/nas/vms nfs nofail 0 0") },
      "a unit file mounts it": {
        mountUnits: [mountUnit("/mnt/nas/vms", { fragmentPath: "/etc/systemd/system/mnt-nas-vms.mount", sourcePath: null })],
      },
      "an automount waits there": { mountUnits: [mountUnit("/mnt/nas/vms", { unit: "mnt-nas-vms.automount", fragmentPath: null })] },
      "a share of storage.cfg": {
        mounts: [root, mount("/mnt/pve/nas", "nfs4", "nas:/a")],
        storages: [storage("nas", "nfs")],
        guests: [guest("a", { disks: [disk("scsi0", "nas:100/vm-100-disk-0.qcow2")] })],
      },
      "a libvirt pool of type netfs": { storages: [storage("vms", "netfs", { platform: "libvirt", path: "/mnt/nas/vms" })] },
      "kubelet mounts for itself": {
        mounts: [root, mount("/var/lib/kubelet/pods/1/mount", "nfs4", "nas:/a")],
        ...onNas("/var/lib/kubelet/pods/1/mount/a"),
      },
      "a medium of a user": { mounts: [root, mount("/media/usb", "ext4", "/dev/sdc1")], ...onNas("/media/usb/a") },
      "a ZFS dataset": { mounts: [root, mount("/tank/vms", "zfs", "tank/vms")], ...onNas("/tank/vms/a") },
      "nobody uses it": { guests: [guest("a", { disks: [disk("vda", "/var/lib/libvirt/images/a")] })] },
      "rpc_pipefs is no share": { mounts: [root, mount("/var/lib/nfs/rpc_pipefs", "rpc_pipefs", "sunrpc")] },
    },
    notApplicable: { "a container": { identity: identity({ virtualization: "lxc" }) } },
    unknown: { "guests that could not be read may use it": { guests: undefined } },
  },
);

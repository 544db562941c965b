import { service } from "#lib/rules/testing/boot-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { disk, fstab, guest, identity, mountUnit, storage } from "#lib/rules/testing/testing.ts";
import { libvirtAutostartStorageRace } from "./libvirt-autostart-storage-race.ts";

const line = (options: string) => fstab(`10.0.0.7:/vms /mnt/nas nfs ${options} 0 0`);
const waiting = (over: object) => [service("virtqemud.service", over)];

describeRule(
  libvirtAutostartStorageRace,
  {
    identity: identity(),
    fstab: line("nofail,_netdev"),
    guests: [guest("mail", { disks: [disk("vda", "/mnt/nas/mail.qcow2")] }), guest("lab", { onboot: false })],
    services: [service("libvirtd.service")],
  },
  {
    fails: {
      "nofail without automount": [
        {},
        {
          severity: "high",
          subject: "/mnt/nas",
          title: "1 guest starts with the host from /mnt/nas, and libvirt does not wait for it",
          fingerprint: "boot/libvirt-autostart-storage-race|host:kvm-01|/mnt/nas",
        },
      ],
      "bg counts as nofail": [{ fstab: line("bg") }, "high"],
      "a network disk with _netdev": [{ fstab: fstab("UUID=1 /mnt/nas xfs nofail,_netdev 0 0") }, "high"],
      "libvirt waits for another path": [{ services: waiting({ requiresMountsFor: ["/srv"] }) }, "high"],
    },
    passes: {
      "a line without nofail is another rule's": { fstab: line("_netdev") },
      automount: { fstab: line("nofail,x-systemd.automount") },
      "an automount unit": { mountUnits: [{ ...mountUnit("/mnt/nas"), unit: "mnt-nas.automount" }] },
      "noauto: not mounted at boot at all": { fstab: line("noauto,nofail") },
      "RequiresMountsFor=": { services: waiting({ requiresMountsFor: ["/mnt/nas/vms"] }) },
      "WantsMountsFor=": { services: waiting({ wantsMountsFor: ["/mnt/nas"] }) },
      "After= the mount": { services: waiting({ after: ["mnt-nas.mount"] }) },
      "the mount is before libvirt by its own line": { fstab: line("nofail,x-systemd.before=libvirtd.service") },
      "a pool of libvirt mounts it": { storages: [storage("nas", "netfs", { platform: "libvirt", path: "/mnt/nas" })] },
      "the disk is local": { guests: [guest("mail", { disks: [disk("vda", "/var/lib/libvirt/images/mail.qcow2")] })] },
    },
    notApplicable: {
      "no guest starts by itself": { guests: [guest("lab", { onboot: false })] },
      "a container": { identity: identity({ virtualization: "lxc" }) },
    },
    unknown: { "units could not be read": { services: undefined } },
  },
);

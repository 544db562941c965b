import { bootState, service } from "#lib/rules/testing/boot-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { disk, guest, identity, storage } from "#lib/rules/testing/testing.ts";
import { pveGuestsStorageRace } from "./pve-guests-storage-race.ts";

const dropIns = ["/etc/systemd/system/pve-guests.service.d/wait-truenas.conf"];
const wait = { dropIns, execStartPre: "/usr/local/bin/wait-truenas", timeoutStart: "infinity" };
const unit = (over = {}) =>
  service("pve-guests.service", { timeoutStart: "infinity", after: ["pve-cluster.service", "remote-fs.target"], ...over });
const vm = (over = {}) => guest("dns", { platform: "qemu", id: "101", disks: [disk("scsi0", "truenas:vm-101-disk-0")], ...over });
const truenas = (over = {}) => storage("truenas", "freenas", { server: "10.10.12.2", ...over });

describeRule(
  pveGuestsStorageRace,
  { identity: identity({ system: "proxmox" }), guests: [vm()], storages: [truenas(), storage("local-zfs", "zfspool")], services: [unit()] },
  {
    fails: {
      "a plugin's storage and no drop-in": [
        {},
        {
          severity: "high",
          subject: "truenas",
          title: "1 guest starts with the host from truenas, and nothing waits for 10.10.12.2",
          fingerprint: "boot/pve-guests-storage-race|host:kvm-01|truenas",
        },
      ],
      NFS: [{ storages: [truenas({ type: "nfs" })] }, "high"],
      "ZFS over iSCSI": [{ storages: [truenas({ type: "zfs" })] }, "high"],
      "Ceph of another cluster": [{ storages: [truenas({ type: "rbd", server: "10.0.0.1 10.0.0.2" })] }, "high"],
      "the package's own delay is no wait": [
        { services: [unit({ execStartPre: "/usr/share/pve-manager/helpers/pve-startall-delay" })] },
        "high",
      ],
      "a drop-in that sets nothing but a limit": [{ services: [unit({ dropIns })] }, "high"],
      "a wait that systemd cuts short": [
        { services: [unit({ ...wait, timeoutStart: "1min 30s" })] },
        { severity: "low", subject: "pve-guests.service" },
      ],
    },
    passes: {
      "local storage": { guests: [vm({ disks: [disk("scsi0", "local-zfs:vm-101-disk-0")] })] },
      "Ceph on the same nodes": { storages: [truenas({ type: "rbd", server: null })] },
      "a wait drop-in": { services: [unit(wait)] },
      "a unit of its own that waits": { services: [unit({ dropIns, after: ["remote-fs.target", "wait-truenas.service"] })] },
      "a delay for all guests": { bootState: bootState("6.8.12-4-pve", null, { startDelaySeconds: 180 }) },
      "no guest starts with the host": { guests: [vm({ onboot: false })] },
      "HA starts the guest, and tries again": { guests: [vm({ haState: "started" })] },
      "the storage is switched off": { storages: [truenas({ enabled: false })] },
      "only the backups lie there": { storages: [truenas({ type: "pbs" })] },
      "a template": { guests: [vm({ template: true })] },
    },
    notApplicable: { "no Proxmox node": { identity: identity() } },
    unknown: { "units could not be read": { services: undefined } },
  },
);

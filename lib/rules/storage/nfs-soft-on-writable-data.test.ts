import { expect } from "vitest";
import { container, containers } from "#lib/rules/testing/containers-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { disk, guest, mount, storage } from "#lib/rules/testing/testing.ts";
import { nfsSoftOnWritableData as rule } from "./nfs-soft-on-writable-data.ts";

const soft = (options: string, mountPoint = "/mnt/pve/nas") => ({ mounts: [mount(mountPoint, "nfs4", "10.0.0.7:/a", options)] });
const store = (...content: string[]) => ({ storages: [storage("nas", "nfs", { content })] });

describeRule(
  rule,
  { ...soft("rw,vers=4.2,soft,timeo=100,retrans=3"), ...store("images") },
  {
    fails: {
      "a store of guest disks": [
        { guests: [guest("web", { disks: [disk("scsi0", "nas:100/vm-100-disk-0.qcow2")] })] },
        {
          severity: "high",
          subject: "/mnt/pve/nas",
          title:
            "/mnt/pve/nas is a soft NFS mount and holds 1 guest disk of web and storage nas (images): a stall of 10.0.0.7 can lose writes unseen",
          observed: "10.0.0.7:/a mounted soft,timeo=100,retrans=3, writable, with 1 guest disk of web and storage nas (images)",
        },
      ],
      softerr: [soft("rw,softerr,softreval"), { severity: "high", observed: expect.stringContaining("mounted softerr,") }],
      "a disk of libvirt": [
        { ...soft("rw,soft", "/mnt/nas"), storages: [], guests: [guest("a", { disks: [disk("vda", "/mnt/nas/a.qcow2")] })] },
        "high",
      ],
      "a database": [
        { ...soft("rw,soft", "/var/lib/postgresql/15"), storages: [] },
        { observed: expect.stringContaining("data of a database") },
      ],
      "a container with a database": [
        {
          ...soft("rw,soft", "/mnt/nas"),
          storages: [],
          containers: containers([
            container("db", { image: "postgres:16", mounts: [{ type: "bind", source: "/mnt/nas/pg", target: "/var/lib/postgresql" }] }),
          ]),
        },
        { severity: "high", observed: expect.stringContaining("with the container db") },
      ],
      "medium for backups, whose job at least fails": [store("backup", "iso"), "medium"],
    },
    passes: {
      "ISO images, templates and snippets only": store("iso", "vztmpl", "snippets", "import"),
      "read-only": soft("ro,soft"),
      "softreval with hard writes": soft("rw,hard,softreval"),
      hard: soft("rw,hard,timeo=600"),
      "nobody keeps anything there": { storages: [], guests: [guest("a", { disks: [disk("vda", "/var/lib/libvirt/images/a")] })] },
      "a container with media": {
        ...soft("rw,soft", "/mnt/nas"),
        storages: [],
        containers: containers([container("jellyfin", { mounts: [{ type: "bind", source: "/mnt/nas/films", target: "/films" }] })]),
      },
      "an ISO in a drive": {
        storages: [],
        guests: [guest("a", { disks: [disk("sda", "/mnt/pve/nas/template/iso/a.iso", { media: "cdrom" })] })],
      },
    },
  },
);

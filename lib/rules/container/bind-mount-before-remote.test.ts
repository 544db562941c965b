import { expect } from "vitest";
import type { Service } from "#lib/facts/services.ts";
import { container, containers } from "#lib/rules/testing/containers-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, fstab, mount } from "#lib/rules/testing/testing.ts";
import { bindMountBeforeRemote as rule } from "./bind-mount-before-remote.ts";

const media = containers([container("media", { mounts: [{ type: "bind", source: "/mnt/nas/media", target: "/media" }] })]);
const root = mount("/", "ext4", "/dev/sda1");
const mounted = [root, mount("/mnt/nas", "nfs4", "nas:/media")];
const engine = (over: Partial<Service>): Service[] => [
  {
    unit: "docker.service",
    loadState: "loaded",
    activeState: "active",
    subState: "running",
    result: "success",
    unitFileState: "enabled",
    restarts: 0,
    after: ["network-online.target"],
    requires: [],
    requiresMountsFor: [],
    wantsMountsFor: [],
    dropIns: [],
    execStartPre: null,
    timeoutStart: null,
    at: cite("systemctl show", "Id=docker.service"),
    ...over,
  },
];
const line = (options: string, type = "nfs") => fstab(`nas:/media /mnt/nas ${type} ${options} 0 0`);

describeRule(
  rule,
  { containers: media, fstab: line("nofail"), mounts: mounted, services: engine({}) },
  {
    fails: {
      "a NAS with nofail": [
        {},
        {
          severity: "medium",
          subject: "/mnt/nas",
          confidence: "confirmed",
          title: "media may start before /mnt/nas is mounted",
          observed: "media binds /mnt/nas/media; /mnt/nas comes from nas:/media with nofail; docker.service does not wait for it",
        },
      ],
      "the engine's unit was not read": [{ services: undefined }, { confidence: "inferred" }],
      "a required network mount is no earlier": [{ fstab: line("_netdev") }, "medium"],
      "a local disk with nofail": [{ fstab: fstab("UUID=1 /mnt/nas ext4 nofail 0 2") }, "medium"],
      "it is not mounted now": [{ mounts: [root] }, { severity: "high", title: expect.stringContaining("empty directory") }],
      "not mounted now, although the engine waits": [{ mounts: [root], services: engine({ requiresMountsFor: ["/mnt/nas"] }) }, "high"],
    },
    passes: {
      automount: { fstab: line("nofail,x-systemd.automount") },
      "the engine requires it": { services: engine({ requiresMountsFor: ["/mnt/nas"] }) },
      "the engine comes after its unit": { services: engine({ after: ["mnt-nas.mount"] }) },
      "a required mount, and the engine after remote-fs.target": {
        fstab: line("_netdev"),
        services: engine({ after: ["remote-fs.target"] }),
      },
      "a local disk that is required": { fstab: fstab("UUID=1 /mnt/nas ext4 defaults 0 2") },
      "a volume that the engine mounts itself": {
        containers: containers([
          container("media", { mounts: [{ type: "volume", source: "/var/lib/docker/volumes/x/_data", target: "/media" }] }),
        ]),
      },
      "another path": { containers: containers([container("web", { mounts: [{ type: "bind", source: "/mnt/nas2", target: "/x" }] })]) },
      "a container that nothing starts": {
        containers: containers([
          container("old", { running: false, restartPolicy: "no", mounts: [{ type: "bind", source: "/mnt/nas", target: "/x" }] }),
        ]),
      },
    },
  },
);

import type { Mount } from "#lib/facts/mounts.ts";
import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { criticalUses, isControlPlane } from "#lib/rules/shared/critical-paths.ts";
import { liveMounts, serverLabel } from "#lib/rules/shared/declared-mounts.ts";
import { isNfs } from "#lib/rules/shared/fstab-options.ts";
import { normalPath } from "#lib/rules/shared/paths.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";
import { counted, groupBy, listed, maximumCites } from "#lib/rules/shared/wording.ts";

export const nfsHardOnCriticalPath = defineRule({
  id: "storage/nfs-hard-on-critical-path",
  title: "A hard NFS mount is used by something the host cannot live without, so a NAS outage freezes more than the NAS data",
  why: "Whoever touches a hard mount of a dead server waits in uninterruptible sleep until the server is back; no signal ends that. When logs, homes or the volumes of the node's own services lie there, the wait spreads to everything that logs, logs in or asks them.",
  scope: "host",
  scenarios: ["nas-loss"],
  likelihood: 3,
  impact: 3,
  postmortems: ["nfs-hang-takes-cluster-network"],
  references: ["nfs(5)"],
  needs: ["mounts", "identity"],
  wants: ["services", "kubernetes", "containers"],
  check({ mounts, identity, services, kubernetes, containers }) {
    if (isContainer(identity)) throw new NotApplicable("a container shares the mounts of its host");
    const live = liveMounts(mounts);
    // A diskless host has everything on NFS by design; another rule says so.
    if (isNfs(live.get("/")?.type ?? "")) throw new NotApplicable("the root file system itself comes over NFS");
    const host = identity.hostname.split(".")[0] ?? identity.hostname;
    const controlPlane = isControlPlane(host, services, kubernetes);
    const useOf = criticalUses({ kubernetes, containers }, controlPlane);
    const used = [...live.values()].filter(isHard).flatMap((mount) => {
      const use = useOf(normalPath(mount.mountPoint));
      return use === null ? [] : [{ mount, use }];
    });
    return [...groupBy(used, ({ mount }) => serverOf(mount))].map(([server, group]) => {
      const uses = [...new Set(group.map(({ use }) => use))];
      const freezesCluster = controlPlane && group.some(({ mount }) => mount.mountPoint.startsWith("/var/lib/kubelet/"));
      return {
        subject: server,
        title: freezesCluster
          ? `${host} carries the control plane and ${counted(group.length, "hard NFS mount")} of ${server}: an outage of that server freezes the node`
          : `${host} needs ${server} for ${listed(uses)}: an outage of that server freezes more than its data`,
        observed: `${counted(group.length, "hard NFS mount")} of ${server} for ${listed(uses)}`,
        expected: "logs, homes, programs and volumes of the node's own services on disks of the host, or on storage that is replicated",
        cite: group.slice(0, maximumCites).map(({ mount }) => mount.at),
        impact: freezesCluster ? 4 : 3,
        confidence: "inferred",
        remedy: {
          steps: [
            `Move ${listed(uses)} to a local or replicated disk`,
            ...(freezesCluster
              ? [`Until then keep such pods off ${host}: a node that only works may freeze, one that decides must not`]
              : []),
            "Only what may be lost or made again (caches, media) can stay on NFS with `softerr,timeo=100,retrans=3`",
          ],
        },
      };
    });
  },
  remedy: {
    steps: ["Move the data to a local or replicated disk"],
    risk: "soft or softerr in place of hard loses writes without a word when the server stalls: never for databases, logs that count, or disks of guests.",
    verify: "grep -E ' nfs4? ' /proc/self/mountinfo",
  },
});

function isHard({ type, superOptions }: Mount): boolean {
  return isNfs(type) && !superOptions.includes("soft") && !superOptions.includes("softerr");
}

function serverOf(mount: Mount): string {
  return serverLabel({ device: mount.source, type: mount.type, options: mount.superOptions }) ?? mount.source;
}

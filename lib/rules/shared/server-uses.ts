import type { Cite } from "#lib/facts/cite.ts";
import type { Facts } from "#lib/facts/index.ts";
import { mountingLines } from "./declared-mounts.ts";
import { isAutomount, isNoauto, isNofail, optionValues } from "./fstab-options.ts";
import { isMountedStorage, storageDirectory } from "./guest-disks.ts";
import { serversOf } from "./network-servers.ts";
import { isAtOrBelow, normalPath } from "./paths.ts";

/** One place where a file server is named: a line of fstab, a storage, or a live mount that nothing of these declares. */
export interface ServerUse {
  /** As written: a name or an address. */
  server: string;
  /** "line 7 of /etc/fstab", "storage vmstore", "the mount /var/lib/kubelet/…". */
  where: string;
  /** Where it is mounted; null for a storage that is no directory (a backup server). */
  directory: string | null;
  /** `boot`: required at boot. `later`: nofail, automount, or activated by Proxmox or libvirt. `by-hand`: noauto. `live`: mounted now. */
  when: "boot" | "later" | "by-hand" | "live";
  at: Cite;
}

/** Every use of a file server that the facts know. `nodeName` leaves out storages of other cluster nodes. */
export function serverUses(
  facts: Pick<Facts, "fstab"> & { [K in "mounts" | "storages"]: Facts[K] | undefined },
  nodeName: string,
): ServerUse[] {
  const lines = mountingLines(facts.fstab).flatMap((line) =>
    serversOf(line).map((server): ServerUse => {
      const when = isNoauto(line) ? "by-hand" : isNofail(line) || isAutomount(line) ? "later" : "boot";
      return { server, where: `line ${line.at.line} of /etc/fstab`, directory: normalPath(line.mountPoint), when, at: line.at };
    }),
  );
  const stores = (facts.storages ?? [])
    .filter((storage) => storage.enabled && (storage.nodes === null || storage.nodes.includes(nodeName.split(".")[0] ?? nodeName)))
    .flatMap((storage): ServerUse[] => {
      const directory = isMountedStorage(storage) ? storageDirectory(storage) : null;
      return (storage.server ?? "")
        .split(/[\s,;]+/)
        .filter((server) => server !== "")
        .map((server) => ({ server, where: `storage ${storage.id}`, directory, when: "later", at: storage.at }));
    });
  const declared = [...lines, ...stores].flatMap((use) => (use.directory === null ? [] : [use.directory]));
  const live = (facts.mounts ?? [])
    .filter((mount) => !declared.some((directory) => isAtOrBelow(mount.mountPoint, directory)))
    .flatMap((mount) =>
      serversOf({ device: mount.source, type: mount.type, options: mount.superOptions }).map(
        (server): ServerUse => ({
          server,
          where: `the mount ${mount.mountPoint}`,
          directory: mount.mountPoint,
          when: "live",
          at: mount.at,
        }),
      ),
    );
  return [...lines, ...stores, ...live];
}

/** Addresses that the live mounts of a server really use: `addr=` of the kernel's NFS and CIFS mounts. */
export function liveAddresses(server: string, mounts: Facts["mounts"] | undefined): string[] {
  const of = (mounts ?? []).filter((mount) =>
    serversOf({ device: mount.source, type: mount.type, options: mount.superOptions }).includes(server),
  );
  return [...new Set(of.flatMap((mount) => optionValues(mount.superOptions, "addr")))];
}

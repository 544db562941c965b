import type { Cite } from "#lib/facts/cite.ts";
import type { Facts } from "#lib/facts/index.ts";
import { mountingLines } from "./declared-mounts.ts";
import { isAutomount, isNoauto, isNofail, optionValues } from "./fstab-options.ts";
import { isMountedStorage, storageDirectory } from "./guest-disks.ts";
import { isAddress } from "./ip-address.ts";
import { serversOf } from "./network-servers.ts";
import { normalPath, selfAndParents } from "./paths.ts";
import { groupBy, listed } from "./wording.ts";

/** One place where a file server is named: a line of fstab, a storage, or a live mount that nothing of these declares. */
export interface ServerUse {
  /** As written: a name or an address. */
  server: string;
  kind: "line" | "storage" | "mount";
  /** The number of the line, the storage's id, or the mount point. */
  name: string;
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
      return { server, kind: "line", name: String(line.at.line), directory: normalPath(line.mountPoint), when, at: line.at };
    }),
  );
  const stores = (facts.storages ?? [])
    .filter((storage) => storage.enabled && (storage.nodes === null || storage.nodes.includes(nodeName.split(".")[0] ?? nodeName)))
    .flatMap((storage): ServerUse[] => {
      const directory = isMountedStorage(storage) ? storageDirectory(storage) : null;
      return (storage.server ?? "")
        .split(/[\s,;]+/)
        .filter((server) => server !== "")
        .map((server) => ({ server, kind: "storage", name: storage.id, directory, when: "later", at: storage.at }));
    });
  const declared = new Set([...lines, ...stores].flatMap((use) => (use.directory === null ? [] : [normalPath(use.directory)])));
  const live = (facts.mounts ?? [])
    .filter((mount) => !selfAndParents(mount.mountPoint).some((directory) => declared.has(directory)))
    .flatMap((mount) =>
      serversOf({ device: mount.source, type: mount.type, options: mount.superOptions }).map(
        (server): ServerUse => ({ server, kind: "mount", name: mount.mountPoint, directory: mount.mountPoint, when: "live", at: mount.at }),
      ),
    );
  return [...lines, ...stores, ...live];
}

/** Whether the server is a name of another machine: to be looked up before it can be reached. */
export function isByName({ server }: ServerUse): boolean {
  return !isAddress(server) && !/^localhost(\.|$)/i.test(server);
}

/** Addresses that live mounts really use, by server: `addr=` of the kernel's NFS and CIFS mounts. */
export function liveAddresses(mounts: Facts["mounts"] | undefined): (server: string) => string[] {
  const found = (mounts ?? []).flatMap((mount) =>
    serversOf({ device: mount.source, type: mount.type, options: mount.superOptions }).flatMap((server) =>
      optionValues(mount.superOptions, "addr").map((address) => ({ server, address })),
    ),
  );
  const byServer = groupBy(found, ({ server }) => server);
  return (server) => [...new Set(byServer.get(server)?.map(({ address }) => address))];
}

/** "lines 7 and 8 of /etc/fstab, storage iso": where a server is named, in words. */
export function placesOf(uses: readonly ServerUse[]): string {
  const named = (kind: ServerUse["kind"]) => [...new Set(uses.filter((use) => use.kind === kind).map(({ name }) => name))];
  const [lines, storages, mounts] = [named("line"), named("storage"), named("mount")];
  return [
    ...(lines.length > 0 ? [`line${lines.length === 1 ? "" : "s"} ${listed(lines)} of /etc/fstab`] : []),
    ...(storages.length > 0 ? [`storage ${listed(storages)}`] : []),
    ...(mounts.length > 0 ? [mounts.length === 1 ? `the mount ${mounts[0]}` : `${mounts.length} live mounts`] : []),
  ].join(", ");
}

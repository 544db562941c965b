import type { Cite } from "#lib/facts/cite.ts";
import type { Container } from "#lib/facts/containers.ts";
import type { Facts } from "#lib/facts/index.ts";
import type { Storage } from "#lib/facts/storages.ts";
import { diskFinder, type OwnedDisk, storageDirectory } from "#lib/rules/shared/guest-disks.ts";
import { isAtOrBelow } from "#lib/rules/shared/paths.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";

/** Who keeps something at or below a directory of the host. */
export interface MountUsers {
  disks: OwnedDisk[];
  storages: Storage[];
  containers: Container[];
}

/** Finds the users of a directory among guests, storages that are switched on, and what containers have mounted from the host. */
export function userFinder(
  facts: {
    [Name in "guests" | "storages" | "containers"]: Facts[Name] | undefined;
  },
): (directory: string) => MountUsers {
  const disksBelow = diskFinder(facts.guests, facts.storages);
  const storages = (facts.storages ?? []).filter(({ enabled }) => enabled);
  const containers = facts.containers?.containers ?? [];
  return (directory) => ({
    disks: disksBelow(directory),
    storages: storages.filter((storage) => isAtOrBelow(storageDirectory(storage) ?? "", directory)),
    containers: containers.filter(({ mounts }) => mounts?.some(({ source }) => source.startsWith("/") && isAtOrBelow(source, directory))),
  });
}

/** "2 guest disks of web and db", "storage nas (images)", "the container loki": nothing for nobody. */
export function userWords({ disks, storages, containers }: MountUsers): string[] {
  return [
    ...(disks.length > 0
      ? [`${counted(disks.length, "guest disk")} of ${listed([...new Set(disks.map(({ guest }) => guest.name))])}`]
      : []),
    ...(storages.length > 0
      ? [`storage ${listed(storages.map(({ id, content }) => (content.length > 0 ? `${id} (${content.join(", ")})` : id)))}`]
      : []),
    ...(containers.length > 0 ? [`the container${containers.length === 1 ? "" : "s"} ${listed(containers.map(({ name }) => name))}`] : []),
  ];
}

/** The lines that show them, a few of each kind. */
export function userCites({ disks, storages, containers }: MountUsers): Cite[] {
  return [
    ...disks.map(({ disk }) => disk.at).slice(0, 8),
    ...storages.map(({ at }) => at).slice(0, 6),
    ...containers.map(({ at }) => at).slice(0, 6),
  ];
}

/** Images whose data does not bear a lost write. */
const databaseImage =
  /(^|[/_-])(postgres(ql)?|pgvector|timescaledb|mysql|mariadb|mongo(db)?|redis|valkey|influxdb|prometheus|loki|elasticsearch|opensearch|clickhouse|etcd)([:@/_-]|$)/i;

/** Disks, stores of disks and backups, databases: what is only read or can be made again does not count. */
export function preciousOf({ disks, storages, containers }: MountUsers): MountUsers {
  return {
    disks: disks.filter(({ disk }) => disk.media === "disk"),
    storages: storages.filter(
      ({ content, platform }) => platform === "proxmox" && content.some((kind) => /^(images|rootdir|backup)$/.test(kind)),
    ),
    containers: containers.filter(({ image }) => databaseImage.test(image)),
  };
}

/** Whether a store keeps backups and no disks: a job that fails says so. */
export function isForBackups({ content }: Storage): boolean {
  return !content.includes("images") && !content.includes("rootdir");
}

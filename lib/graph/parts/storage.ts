import type { Readings } from "#lib/facts/index.ts";
import type { Mount } from "#lib/facts/mounts.ts";
import type { HostPart, PartMount } from "#lib/graph/part.ts";
import { type DeclaredMount, declaredMounts, liveMounts } from "#lib/rules/shared/declared-mounts.ts";
import { emergencyChains } from "#lib/rules/shared/emergency-chains.ts";
import { isAutomount, isNfs, isNoauto, optionValues } from "#lib/rules/shared/fstab-options.ts";
import { storageDirectory } from "#lib/rules/shared/guest-disks.ts";
import { isNetworkMount, serversOf, serversOfMount } from "#lib/rules/shared/network-servers.ts";
import { readFact } from "./read.ts";

/** Network mounts of a host, configured and live, and local ones without which it does not boot. */
export function mountsOf(readings: Readings): PartMount[] {
  const fstab = readFact(readings, "fstab");
  const live = liveMounts(readFact(readings, "mounts") ?? []);
  const isRead = readFact(readings, "mounts") !== undefined;
  const declared = fstab === undefined ? [] : declaredMounts(fstab, readFact(readings, "mountUnits"));
  const chains = emergencyChains(declared);
  const configured = declared.flatMap((mount): PartMount[] => {
    const chain = chains.find((one) => one.mount === mount || one.remote === mount);
    const servers = serversOf(mount);
    if (servers.length === 0 && chain === undefined) return [];
    const mounted = live.get(mount.mountPoint);
    return [
      {
        mountPoint: mount.mountPoint,
        servers: servers.length > 0 ? servers : chain?.remote ? serversOf(chain.remote) : [],
        onLoss: lossOf(mounted?.type ?? mount.type, mounted?.superOptions ?? mount.options),
        address: mounted === undefined ? null : addressOf(mounted),
        atBoot: chain !== undefined ? "emergency" : atBoot(mount),
        chain: chain?.path ?? null,
        mounted: isRead ? mounted !== undefined : null,
        at: mount.at,
      },
    ];
  });
  const known = new Set(configured.map(({ mountPoint }) => mountPoint));
  const others = [...live.values()].filter((mount) => isNetworkMount(mount) && !known.has(mount.mountPoint));
  return [
    ...configured,
    ...others.map((mount): PartMount => {
      const servers = serversOfMount(mount);
      return {
        mountPoint: mount.mountPoint,
        servers,
        address: addressOf(mount),
        onLoss: lossOf(mount.type, mount.superOptions),
        atBoot: "manual",
        chain: null,
        mounted: true,
        at: mount.at,
      };
    }),
  ];
}

function atBoot(mount: DeclaredMount): PartMount["atBoot"] {
  if (isAutomount(mount)) return "automount";
  if (mount.requiredBy.length > 0) return "stalls";
  return isNoauto(mount) ? "manual" : "optional";
}

/** The kernel writes down which address it took for the server's name (nfs(5), mountinfo). */
function addressOf({ superOptions }: Mount): string | null {
  return optionValues(superOptions, "addr")[0] ?? null;
}

/** nfs(5): hard, the default, asks again for ever; soft gives an error. CIFS gives errors by itself. */
function lossOf(type: string, options: readonly string[]): PartMount["onLoss"] {
  if (!isNetworkMount({ type })) return "local";
  if (!isNfs(type)) return "errors";
  return options.includes("soft") || options.includes("softerr") ? "errors" : "hangs";
}

const replicated = new Set(["rbd", "cephfs", "drbd", "glusterfs", "linstor"]);

/** Named stores for guests. */
export function storagesOf(readings: Readings): HostPart["storages"] {
  return (readFact(readings, "storages") ?? [])
    .filter(({ enabled }) => enabled)
    .map((storage) => ({
      id: storage.id,
      type: storage.type,
      servers: storage.server === null ? [] : storage.server.split(/[\s,;]+/).filter((server) => server !== ""),
      path: storageDirectory(storage),
      isReplicated: replicated.has(storage.type),
      at: storage.at,
    }));
}

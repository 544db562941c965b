import type { Mount } from "#lib/facts/mounts.ts";
import { isNetworkType, isNfs, optionValues } from "./fstab-options.ts";

/** What a mount or fstab line says of its source. */
export interface MountSource {
  device: string;
  type: string;
  options: readonly string[];
}

/**
 * Servers that a network mount must reach, names or addresses as written, without brackets, ports and user.
 * Empty for a local mount and for a spelling that names none (a Ceph mount that leaves its monitors to ceph.conf).
 */
export function serversOf({ device, type, options }: MountSource): string[] {
  const plain = type.replace(/^fuse\./, "");
  if (isNfs(plain)) return serverList(device.slice(0, exportStart(device)));
  if (plain === "cifs" || plain === "smb3" || plain === "smbfs") return serverList(/^[/\\]{2}([^/\\]+)/.exec(device)?.[1] ?? "");
  if (plain === "ceph") return cephMonitors(device, options);
  if (plain === "glusterfs") {
    const others = ["backup-volfile-servers", "backupvolfile-server"].flatMap((name) => optionValues(options, name));
    return [...serverList(/^(\[[^\]]+\]|[^:/]+)[:/]/.exec(device)?.[1] ?? ""), ...others.flatMap((list) => serverList(list, ":"))];
  }
  if (plain === "sshfs") return serverList(/^(?:sshfs#)?(?:[^@]*@)?(\[[^\]]+\]|[^:]+):/.exec(device)?.[1] ?? "");
  if (plain === "davfs") return serverList(/^https?:\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/]+)/.exec(device)?.[1] ?? "");
  return [];
}

/** Whether a live mount comes over the network: rpc_pipefs and autofs do not. */
export function isNetworkMount(mount: { type: string }): boolean {
  return isNetworkType(mount.type);
}

/** Servers of a live mount, as mountinfo names them. */
export function serversOfMount({ source, type, superOptions }: Mount): string[] {
  return serversOf({ device: source, type, options: superOptions });
}

/** Where ":/export" begins; colons inside the brackets of an IPv6 address do not count. */
function exportStart(device: string): number {
  const afterBracket = device.lastIndexOf("]") + 1;
  const colon = device.indexOf(":", afterBracket);
  return colon === -1 ? 0 : colon;
}

function cephMonitors(device: string, options: readonly string[]): string[] {
  const fromOption = optionValues(options, "mon_addr").flatMap((list) => serverList(list, "/"));
  if (fromOption.length > 0) return fromOption;
  const start = device.indexOf(":/");
  return start === -1 ? [] : serverList(device.slice(0, start));
}

function serverList(text: string, separator = ","): string[] {
  return text
    .split(separator)
    .map((server) => server.trim().replace(/^\[([^\]]*)\](:\d+)?$/, "$1"))
    .map((server) => (/^[^:]+:\d+$/.test(server) ? server.replace(/:\d+$/, "") : server))
    .filter((server) => server !== "");
}

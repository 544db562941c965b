import type { PendingChange, PendingKind } from "#lib/facts/guests.ts";
import { listOf } from "./escapes.ts";
import type { ConfigLine, ProxmoxConfig } from "./proxmox-config.ts";
import { lineOf } from "./proxmox-config.ts";

/** Keys by what they change, first match first (qm(1), pct(1)). */
const kinds: readonly (readonly [RegExp, PendingKind])[] = [
  [/^(net\d+|nameserver|searchdomain)$/, "network"],
  [/^(scsi|virtio|ide|sata|mp|unused)\d+$|^(rootfs|scsihw|efidisk0|tpmstate0)$/, "disk"],
  [/^(boot|bootdisk|bios)$/, "boot"],
  [/^machine$/, "machine"],
  [/^(cpu|cores|sockets|vcpus|numa\d*|cpulimit|cpuunits|affinity)$/, "processor"],
  [/^(memory|balloon|shares|swap|hugepages)$/, "memory"],
  [/^vga$/, "video"],
  [/^serial\d+$/, "console"],
  [/^(hostpci|usb|dev)\d+$/, "host-device"],
  [/^(description|tags|onboot|startup|name|hostname|protection|hookscript|template|ci[a-z]+|ipconfig\d+|sshkeys)$/, "metadata"],
];

/** What the pending section changes: `key: value` sets, `delete: one,two` takes away (with a leading ! by force). */
export function pendingChanges(config: ProxmoxConfig): PendingChange[] {
  return config.pending.flatMap((line) => {
    const deleted = line.key === "delete" ? listOf(line.value, /[,; ]/).map((key) => key.replace(/^!/, "")) : null;
    const next = deleted ? null : line.value;
    return (deleted ?? [line.key]).flatMap((key) => {
      const now = lineOf(config, key)?.value ?? null;
      return now === next ? [] : [{ key, kind: kinds.find(([pattern]) => pattern.test(key))?.[1] ?? "other", now, next, at: line.at }];
    });
  });
}

/** The configuration as the next start will find it. */
export function nextConfig(config: ProxmoxConfig): ProxmoxConfig {
  const changes = pendingChanges(config);
  const changed = new Set(changes.map(({ key }) => key));
  const set = changes.flatMap(({ key, next, at }): ConfigLine[] => (next === null ? [] : [{ key, value: next, at }]));
  return { ...config, lines: [...config.lines.filter(({ key }) => !changed.has(key)), ...set], pending: [] };
}

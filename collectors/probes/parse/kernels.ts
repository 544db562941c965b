import type { Section } from "#collectors/probe.ts";
import type { BootState } from "#lib/facts/boot-state.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { releaseOf } from "./boot-menu.ts";
import { linesOf, succeeded } from "./sections.ts";

/** Kernels of a listing of /boot with their initial RAM disks, or of `proxmox-boot-tool kernel list`; null where neither tells of one. */
export function kernelsOf(boot: Section, selected: Section): BootState["kernels"] {
  const fromFolder = succeeded(boot) ? ofFolder(boot) : [];
  if (fromFolder.length > 0) return fromFolder;
  const fromTool = succeeded(selected) ? ofTool(selected) : [];
  return fromTool.length > 0 ? fromTool : null;
}

function ofFolder(boot: Section): NonNullable<BootState["kernels"]> {
  const lines = linesOf(boot.text);
  const initrds = new Set(lines.flatMap((line) => initrdOf(line.trim()) ?? []));
  return lines.flatMap((line, index) => {
    const release = /^(\/boot\/)?vmlinu[xz]-/.test(line) ? releaseOf(line.trim()) : null;
    // The rescue image of RHEL is no kernel that anything boots by default.
    if (release === null || release.startsWith("0-rescue") || release.endsWith(".old")) return [];
    return [{ release, initrd: initrds.size === 0 ? null : initrds.has(release), at: citeLine(boot.source, lines, index) }];
  });
}

/** "initrd.img-<release>" of Debian, "initramfs-<release>.img" of RHEL, "initrd-<release>" of SUSE. */
function initrdOf(name: string): string | null {
  const match = /^(?:initrd\.img-(.+)|initramfs-(.+)\.img|initrd-(.+))$/.exec(name);
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? null;
}

function ofTool(selected: Section): NonNullable<BootState["kernels"]> {
  const lines = linesOf(selected.text);
  const found = lines.flatMap((line, index) =>
    /^\d+\.\d+\S*$/.test(line.trim()) ? [{ release: line.trim(), initrd: null, at: citeLine(selected.source, lines, index) }] : [],
  );
  return [...new Map(found.map((kernel) => [kernel.release, kernel])).values()];
}

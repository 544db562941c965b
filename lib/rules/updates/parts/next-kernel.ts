import type { BootState } from "#lib/facts/boot-state.ts";
import { newestVersion } from "#lib/rules/shared/versions.ts";

/**
 * The kernel that the next boot starts: the one that someone fixed, else the newest of the running kernel's flavour, as every
 * distribution's loader sorts them. Undefined where it cannot be told.
 */
export function nextKernel({ runningKernel, kernels, pinned }: BootState): string | undefined {
  const isThere = pinned?.release == null || kernels === null || kernels.some(({ release }) => release === pinned.release);
  // Where the chosen kernel was removed the loader falls back to its own order.
  if (pinned !== null && isThere) return pinned.release ?? undefined;
  const alike = (kernels ?? []).map(({ release }) => release).filter((release) => flavourOf(release) === flavourOf(runningKernel));
  return newestVersion(alike);
}

/** "generic" of "5.15.0-105-generic", "pve" of "6.8.12-4-pve", "x86_64" of RHEL, "x86_64+rt" of its other kernel. */
export function flavourOf(release: string): string {
  return (
    /(?:-([a-z][\w+-]*)|\.(x86_64\S*|aarch64\S*))$/
      .exec(release)
      ?.slice(1)
      .find((word) => word !== undefined) ?? ""
  );
}

import type { BootState } from "#lib/facts/boot-state.ts";

/** Words of the kernel's command line that somebody set: those that name the kernel's own files change with every update. */
export function lastingParameters({ parameters }: Pick<BootState, "parameters">): string[] {
  return parameters.filter((word) => !/^(BOOT_IMAGE|initrd)=/.test(word));
}

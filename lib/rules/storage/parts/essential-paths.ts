import { normalPath } from "#lib/rules/shared/paths.ts";

/** Directories without which the host does not work anyway: that the boot waits for them is right (file-hierarchy(7)). */
const essential = new Set("/ /boot /boot/efi /efi /etc /home /opt /root /tmp /usr /usr/local /var /var/lib /var/log /var/tmp".split(" "));

export function isEssentialPath(path: string): boolean {
  return essential.has(normalPath(path));
}

/** Whether the host itself writes below a mount point: the tree of the system, with /var, where guests and containers of most hosts lie. */
export function isSystemPath(path: string): boolean {
  return /^\/(|usr|boot(\/.*)?|efi|etc|tmp|opt|root|var(\/.*)?)$/.test(normalPath(path));
}

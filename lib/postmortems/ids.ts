/** Incidents that ship with Bulkhead: each is a Markdown file of this name beside this one. Sorted; a test proves the parity. */
export const postmortemIds = [
  "debian-hosts-line-blocks-pmxcfs",
  "kvm-pair-panic-reboot",
  "nfs-hang-takes-cluster-network",
  "pve-self-fence-unseen-nine-hours",
  "vps-nic-renamed-by-display-removal",
] as const;
export type PostmortemId = (typeof postmortemIds)[number];

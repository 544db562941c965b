/** What a unit of systemd is for, as far as a hypervisor's next boot depends on it; null for an ordinary unit. */
export function unitClass(unit: string): string | null {
  return classes.find(([, pattern]) => pattern.test(unit))?.[0] ?? null;
}

const classes: readonly (readonly [string, RegExp])[] = [
  ["mount", /\.(mount|automount)$/],
  ["network", /^(networking|NetworkManager|systemd-network|ifup|ifupdown|openvswitch|ovs-|wicked|network\.)/],
  ["storage", /^(zfs|lvm|mdadm|mdmonitor|iscsi|open-iscsi|multipath|nfs|rpc|ceph|drbd|linstor|glusterd|remote-fs|smb|nmb)/],
  ["Proxmox", /^(pve|pmxcfs|qmeventd|spiceproxy|proxmox-|lxc)/],
  ["cluster", /^(corosync|pacemaker|sbd)/],
  ["libvirt", /^(libvirt|virt(log|lock|qemu|storage|network|interface|nodedev|secret|nwfilter|proxy))/],
  ["watchdog", /^(watchdog|wd_keepalive|softdog)/],
  ["time", /^(chrony|ntp|ntpsec|systemd-timesyncd|openntpd)/],
  ["power", /^(nut-|ups[.@-]|upsd|upsmon|apcupsd)/],
];

/** Units whose failure says nothing of the next boot: of a login session, started by hand, or known for failing idly. */
export function isNoise(unit: string): boolean {
  return noise.test(unit);
}

const noise =
  /^(run-[^/]*\.(service|scope)|run-(user|credentials)-[^/]*\.mount|session-[^/]*\.scope|user@.*\.service|user-runtime-dir@.*|dnf-makecache|fwupd-refresh|motd-news|apt-news|esm-cache|ua-|packagekit)/;

import type { FstabEntry } from "#lib/facts/fstab.ts";

/** Types that systemd counts as network mounts, with or without a `fuse.` prefix (systemd.mount(5), systemd-fstab-generator(8)). */
const networkTypes = new Set(
  "afs ceph cifs davfs gfs gfs2 glusterfs lustre ncp ncpfs nfs nfs4 ocfs2 orangefs pvfs2 smb3 smbfs sshfs".split(" "),
);

/** What decides how a line of fstab takes part in the boot. */
export interface MountLine {
  type: string;
  options: readonly string[];
}

/** Whether systemd knows the type as a network file system. */
export function isNetworkType(type: string): boolean {
  return networkTypes.has(type.replace(/^fuse\./, ""));
}

/** Whether the line is ordered into remote-fs.target: by its type, or by `_netdev`. */
export function isNetworkLine(line: MountLine): boolean {
  return isNetworkType(line.type) || line.options.includes("_netdev");
}

export function isNfs(type: string): boolean {
  return type === "nfs" || type === "nfs4";
}

export function isSwap(line: Pick<FstabEntry, "type">): boolean {
  return line.type === "swap";
}

/** Of two opposite options the one given last holds, as mount(8) and the fstab generator read them. */
function holds(options: readonly string[], on: string, off: string): boolean {
  return options.lastIndexOf(on) > options.lastIndexOf(off);
}

export function isNoauto(line: MountLine): boolean {
  return holds(line.options, "noauto", "auto") && !isAutomount(line);
}

export function isAutomount(line: MountLine): boolean {
  return line.options.includes("x-systemd.automount");
}

/** `bg` of an NFS line counts as nofail (systemd.mount(5)). */
export function isNofail(line: MountLine): boolean {
  return holds(line.options, "nofail", "fail") || (isNfs(line.type) && holds(line.options, "bg", "fg"));
}

/** Values of an option that may be given several times, in order: `x-systemd.requires=/a` gives "/a". */
export function optionValues(options: readonly string[], name: string): string[] {
  return options.filter((option) => option.startsWith(`${name}=`)).map((option) => option.slice(name.length + 1));
}

/** Targets that require the line at boot, by the rules of systemd.mount(5); empty when the boot goes on without it. */
export function requiringTargets(line: MountLine): string[] {
  if (isAutomount(line)) return [];
  const requiredBy = optionValues(line.options, "x-systemd.required-by");
  if (requiredBy.length > 0 || optionValues(line.options, "x-systemd.wanted-by").length > 0) {
    return requiredBy.filter((unit) => unit.endsWith(".target"));
  }
  if (isNoauto(line) || isNofail(line)) return [];
  return [isNetworkLine(line) ? "remote-fs.target" : "local-fs.target"];
}

/** The line as fstab(5) wants it, with other options. Blanks, controls and backticks are octal escapes, so that it stays one line. */
export function fstabLine(entry: FstabEntry, options: readonly string[]): string {
  const field = (text: string) =>
    text.replace(/[\p{Cc} \\`]/gu, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`);
  return [field(entry.device), field(entry.mountPoint), field(entry.type), field(options.join(",")), entry.dump, entry.pass].join(" ");
}

/** The options with some added, without those that they replace; `defaults` goes once another option stands beside it. */
export function withOptions(options: readonly string[], added: readonly string[]): string[] {
  const replaced = new Set(["defaults", "fail", "noauto", ...added]);
  return [...options.filter((option) => !replaced.has(option)), ...added];
}

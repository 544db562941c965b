/** An absolute path without doubled or trailing slashes; /var/run and /var/lock as the directories that they link to (hier(7)). */
export function normalPath(path: string): string {
  const plain = path.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");
  return plain.replace(/^\/var\/(run|lock)(?=\/|$)/, (_, name: string) => (name === "run" ? "/run" : "/run/lock"));
}

/** Whether a path is a directory itself or lies below it, by whole components: "/mnt/nas2" is not below "/mnt/nas". */
export function isAtOrBelow(path: string, directory: string): boolean {
  const [inner, outer] = [normalPath(path), normalPath(directory)];
  return outer === "/" || inner === outer || inner.startsWith(`${outer}/`);
}

/** Of several directories the deepest one that holds the path. */
export function deepestHolding<T>(path: string, items: readonly T[], directoryOf: (item: T) => string): T | undefined {
  return items
    .filter((item) => isAtOrBelow(path, directoryOf(item)))
    .sort((a, b) => normalPath(directoryOf(b)).length - normalPath(directoryOf(a)).length)[0];
}

/** The name of the mount unit of a directory, as `systemd-escape -p --suffix=mount` prints it (systemd.unit(5)). */
export function mountUnitName(path: string): string {
  const inner = normalPath(path).slice(1);
  const bytes = [...new TextEncoder().encode(inner)];
  const escaped = bytes.map((byte, index) => escapeByte(byte, index)).join("");
  return `${inner === "" ? "-" : escaped}.mount`;
}

function escapeByte(byte: number, index: number): string {
  const character = String.fromCharCode(byte);
  if (character === "/") return "-";
  if (/[A-Za-z0-9:_]/.test(character) || (character === "." && index > 0)) return character;
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}

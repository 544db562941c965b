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

/** Longer than PATH_MAX no path of a host is: such a text has no parents worth walking. */
const maximumPathCharacters = 4096;

/** The path and every directory above it, deepest first: "/a/b" gives "/a/b", "/a" and "/". */
export function selfAndParents(path: string): string[] {
  const found = [normalPath(path)];
  if (path.length > maximumPathCharacters || !path.startsWith("/")) return found;
  for (let last = found[0] ?? "/"; last !== "/"; last = found.at(-1) ?? "/") found.push(last.slice(0, last.lastIndexOf("/")) || "/");
  return found;
}

/** Items by the directory that each is about, for holderOf; of two with one directory the later one counts, as with mounts. */
export function byDirectory<T>(items: readonly T[], directoryOf: (item: T) => string): Map<string, T> {
  return new Map(items.map((item) => [normalPath(directoryOf(item)), item]));
}

/** The item whose directory holds the path most closely, the path itself included. */
export function holderOf<T>(path: string, items: ReadonlyMap<string, T>): T | undefined {
  const directory = selfAndParents(path).find((candidate) => items.has(candidate));
  return directory === undefined ? undefined : items.get(directory);
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

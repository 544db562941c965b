import type { Recording } from "#collectors/simulator/recording.ts";
import { recordedText } from "#collectors/simulator/recording.ts";

/** Properties of a unit as `systemctl show` prints them. */
export type UnitProperties = Record<string, string>;

interface Row {
  device: string;
  where: string;
  type: string;
  options: string[];
}

// Mount points that systemd sets up itself and makes no units for (src/shared/mount-setup: the API file systems).
const apiMounts = ["/proc", "/sys", "/dev", "/dev/shm", "/dev/pts", "/run", "/run/lock"];
const networkTypes = ["nfs", "nfs4", "cifs", "smb3", "ceph", "glusterfs", "9p", "afs", "ocfs2", "gfs2"];

/**
 * The mount and automount units that systemd has for what was recorded: one for each line of mountinfo and of fstab, made the way
 * systemd-fstab-generator(8) and systemd.mount(5) say. A mounted unit takes What, Type and Options from mountinfo; one that is
 * not mounted takes them from fstab, and is failed where the recorded list of failed units names it.
 */
export function mountUnits(recording: Recording): UnitProperties[] {
  const failedUnits = failedNames(recording);
  const fstab = fstabRows(recording).filter(({ where, type }) => where.startsWith("/") && type !== "swap" && !isApiMount(where));
  const mounted = new Map(mountRows(recording).map((row) => [`${row.where} ${row.type === "autofs"}`, row]));
  const units = new Map<string, UnitProperties>();
  for (const row of mounted.values()) {
    if (isApiMount(row.where)) continue;
    if (row.type === "autofs") addUnit(units, automount(row.where, mounted.has(`${row.where} false`)));
    else addUnit(units, { ...unit(row, ".mount"), ActiveState: "active", SubState: "mounted", Result: "success" });
  }
  for (const row of fstab) {
    const name = `${escapePath(row.where)}.mount`;
    const state = failedUnits.includes(name) ? ["failed", "failed", "exit-code"] : ["inactive", "dead", "success"];
    const [ActiveState = "", SubState = "", Result = ""] = state;
    const known = units.get(name) ?? { ...unit(row, ".mount"), ActiveState, SubState, Result };
    const isAutomount = row.options.includes("x-systemd.automount");
    addUnit(units, { ...known, ...fromFstab(name), ...(isAutomount ? {} : pulledInBy(row)) });
    if (isAutomount) {
      const trigger = `${escapePath(row.where)}.automount`;
      const armed = units.get(trigger) ?? automount(row.where, false);
      addUnit(units, { ...armed, ...fromFstab(trigger), ...pulledInBy(row) });
    }
  }
  return [...units.values()].sort((left, right) => ((left.Id ?? "") < (right.Id ?? "") ? -1 : 1));
}

/** systemd-escape(1) `--path`: "/mnt/nas-a" is "mnt-nas\x2da", the root is "-". */
export function escapePath(path: string): string {
  const trimmed = path.replace(/^\/+|\/+$/g, "");
  if (trimmed === "") return "-";
  const hex = (character: string): string => [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
  return trimmed.replace(/^\.|[^A-Za-z0-9:_./]/gu, hex).replaceAll("/", "-");
}

function addUnit(units: Map<string, UnitProperties>, properties: UnitProperties): void {
  units.set(properties.Id ?? "", properties);
}

function unit({ device, where, type, options }: Row, suffix: string): UnitProperties {
  return {
    Id: `${escapePath(where)}${suffix}`,
    Where: where,
    What: device,
    Type: type,
    Options: options.join(","),
    LoadState: "loaded",
    FragmentPath: "",
    SourcePath: suffix === ".mount" ? "/proc/self/mountinfo" : "",
    RequiredBy: "",
    WantedBy: "",
  };
}

function automount(where: string, isMounted: boolean): UnitProperties {
  const { What: _what, Type: _type, Options: _options, ...rest } = unit({ device: "", where, type: "", options: [] }, ".automount");
  return { ...rest, ActiveState: "active", SubState: isMounted ? "running" : "waiting", Result: "success" };
}

function fromFstab(name: string): UnitProperties {
  return { FragmentPath: `/run/systemd/generator/${name}`, SourcePath: "/etc/fstab" };
}

/** Which target pulls a line of fstab in at boot: none with noauto, a wish with nofail, else a requirement. */
function pulledInBy({ type, options }: Row): UnitProperties {
  if (options.includes("noauto")) return {};
  const target = networkTypes.includes(type) || options.includes("_netdev") ? "remote-fs.target" : "local-fs.target";
  return options.includes("nofail") ? { WantedBy: target } : { RequiredBy: target };
}

function isApiMount(where: string): boolean {
  return apiMounts.includes(where) || /^\/sys\/(kernel\/security|fs\/(cgroup|pstore|bpf)|firmware\/efi\/efivars)(\/|$)/.test(where);
}

function failedNames(recording: Recording): string[] {
  const text = recordedText(recording, ["systemctl", "--failed"]) ?? "";
  return text.split("\n").map((line) => line.trim().split(/\s+/)[0] ?? "");
}

const decode = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

function mountRows(recording: Recording): Row[] {
  return (recording.files.get("/proc/self/mountinfo") ?? "").split("\n").flatMap((line) => {
    const [left = "", right] = line.split(" - ");
    const [, , , , where = "", options = ""] = left.split(" ");
    const [type = "", device = "", superOptions = ""] = right?.split(" ") ?? [];
    if (right === undefined) return [];
    const merged = [...new Set([...options.split(","), ...superOptions.split(",")])];
    return [{ device: decode(device), where: decode(where), type, options: merged }];
  });
}

function fstabRows(recording: Recording): Row[] {
  return (recording.files.get("/etc/fstab") ?? "").split("\n").flatMap((line) => {
    const [device = "", where, type = "", options = ""] = line.trim().split(/\s+/);
    if (device === "" || device.startsWith("#") || where === undefined) return [];
    const what = device.replace(
      /^(UUID|LABEL|PARTUUID)=(.*)$/,
      (_, key: string, value: string) => `/dev/disk/by-${key.toLowerCase()}/${value}`,
    );
    return [{ device: decode(what), where: decode(where), type, options: options.split(",") }];
  });
}

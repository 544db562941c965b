import type { Cite } from "#lib/facts/cite.ts";
import type { Fstab, FstabEntry } from "#lib/facts/fstab.ts";
import type { Guest, GuestDisk, GuestNic } from "#lib/facts/guests.ts";
import type { Identity } from "#lib/facts/identity.ts";
import type { FactName, Facts, Readings } from "#lib/facts/index.ts";
import type { Mount } from "#lib/facts/mounts.ts";
import type { Names } from "#lib/facts/names.ts";
import type { Storage } from "#lib/facts/storages.ts";
import type { MountUnit } from "#lib/facts/units.ts";

/** Facts for tests of rules, one line each, spelled as the host spells them. Nothing of the product imports this. */
export const anyTime = new Date("2026-05-01T12:00:00Z");

export function cite(source: string, text: string, line = 1): Cite {
  return { source, line, text };
}

/** fstab("nas:/a /b nfs defaults 0 0", "#…"): lines in order; commented ones go where the probe puts them. */
export function fstab(...lines: string[]): Fstab {
  const parsed = lines.map((text, index) => ({ text, entry: fstabEntry(text.replace(/^#\s*/, ""), index + 1, text) }));
  return {
    entries: parsed.filter(({ text }) => !text.startsWith("#")).map(({ entry }) => entry),
    commented: parsed.filter(({ text }) => text.startsWith("#")).map(({ entry }) => entry),
  };
}

function fstabEntry(fields: string, line: number, text: string): FstabEntry {
  const [device = "", mountPoint = "", type = "", options = "defaults", dump = "0", pass = "0"] = fields.split(/\s+/);
  const at = cite("/etc/fstab", text, line);
  return { device, mountPoint, type, options: options.split(","), dump: Number(dump), pass: Number(pass), at };
}

/** mount("/mnt/nas", "nfs4", "nas:/vms", "addr=10.0.0.7"). */
export function mount(mountPoint: string, type: string, source: string, superOptions = "rw"): Mount {
  const at = cite("/proc/self/mountinfo", `41 26 0:54 / ${mountPoint} rw - ${type} ${source} ${superOptions}`);
  return { mountPoint, type, source, root: "/", options: ["rw"], superOptions: superOptions.split(","), at };
}

/** A loaded mount unit that the fstab generator made, unless `over` says otherwise. */
export function mountUnit(where: string, over: Partial<MountUnit> = {}): MountUnit {
  const unit = `${where.slice(1).replaceAll("/", "-")}.mount`;
  return {
    unit,
    where,
    what: "nas:/vms",
    type: "nfs",
    options: [],
    activeState: "active",
    subState: "mounted",
    result: "success",
    fragmentPath: `/run/systemd/generator/${unit}`,
    sourcePath: "/etc/fstab",
    requiredBy: [],
    wantedBy: [],
    at: cite("systemctl show", `Id=${unit}`),
    ...over,
  };
}

export function identity(over: Partial<Identity> = {}): Identity {
  return {
    hostname: "kvm-01",
    machineId: null,
    bootId: null,
    kernel: "6.8.12",
    architecture: "x86_64",
    os: { id: "debian", versionId: "12", name: "Debian GNU/Linux 12" },
    system: "libvirt",
    hypervisorVersion: null,
    init: "systemd",
    virtualization: "none",
    uptimeSeconds: 40 * 86_400,
    clock: null,
    ...over,
  };
}

/** names("pve1", "127.0.0.1 localhost", "127.0.1.1 pve1"): the node name and the lines of /etc/hosts. */
export function names(nodeName: string, ...hosts: string[]): Names {
  const entries = hosts.map((text, index) => {
    const [address = "", ...aliases] = text.split(/\s+/);
    return { address, names: aliases, at: cite("/etc/hosts", text, index + 1) };
  });
  return { nodeName, hosts: entries, lookupOrder: ["files", "dns"] };
}

export function guest(name: string, over: Partial<Guest> = {}): Guest {
  const at = cite(`virsh -r dumpxml ${name}`, `<name>${name}</name>`);
  return {
    id: over.id ?? name,
    name,
    platform: "libvirt",
    running: true,
    state: "running",
    onboot: true,
    template: false,
    tags: [],
    notes: "",
    lock: null,
    memoryMiB: 1024,
    startup: null,
    haState: null,
    cores: 2,
    cpuModel: null,
    balloonMiB: null,
    machine: null,
    bios: null,
    scsiController: null,
    agent: true,
    args: null,
    features: [],
    unprivileged: null,
    createdAt: null,
    disks: [],
    nics: [],
    hostDevices: [],
    devices: { video: "virtio", screens: [], consoles: ["serial0"], pci: [] },
    nextDevices: null,
    pending: [],
    at,
    onbootAt: at,
    stateAt: cite("virsh -r list --all", ` 1 ${name} running`),
    ...over,
  };
}

/** disk("vda", "/mnt/nas/a.qcow2") is a file; a name with a colon is a Proxmox volume "storage:volume". */
export function disk(slot: string, source: string, over: Partial<GuestDisk> = {}): GuestDisk {
  const isPath = source.startsWith("/");
  return {
    slot,
    media: "disk",
    kind: !isPath ? "volume" : source.startsWith("/dev/") ? "block" : "file",
    path: isPath ? source : null,
    storage: isPath ? null : (source.split(":")[0] ?? null),
    source,
    bus: /^[a-z]+/.exec(slot)?.[0] ?? null,
    cache: null,
    ioThread: true,
    backedUp: true,
    replicated: true,
    at: cite("guest configuration", `${slot}: ${source}`),
    ...over,
  };
}

export function nic(over: Partial<GuestNic> = {}): GuestNic {
  return {
    slot: "net0",
    mac: null,
    model: "virtio",
    bridge: "vmbr0",
    vlanTag: null,
    trunks: null,
    firewall: false,
    device: null,
    addresses: [],
    gateways: [],
    linkDown: false,
    mtu: null,
    at: cite("guest configuration", "net0: virtio"),
    ...over,
  };
}

export function storage(id: string, type: string, over: Partial<Storage> = {}): Storage {
  return {
    id,
    platform: "proxmox",
    type,
    server: null,
    export: null,
    path: null,
    content: ["images"],
    enabled: true,
    nodes: null,
    isMountPoint: null,
    at: cite("/etc/pve/storage.cfg", `${type}: ${id}`),
    ...over,
  };
}

/** Facts of a case; undefined takes away what a spread brought in. */
export type SomeFacts = { [Name in FactName]?: Facts[Name] | undefined };

/** Readings of a visit that read these facts and nothing else. */
export function readingsOf(facts: SomeFacts): Readings {
  const read = Object.entries(facts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(read.map(([name, value]) => [name, { status: "ok", value }])) as Readings;
}

/** The same readings with one fact that is not there, or that could not be read. */
export function without(readings: Readings, name: FactName, status: "absent" | "failed"): Readings {
  const reading =
    status === "absent"
      ? { status, reason: "not on this host" }
      : { status, cause: "denied" as const, detail: "sudo: a password is required" };
  return { ...readings, [name]: reading };
}

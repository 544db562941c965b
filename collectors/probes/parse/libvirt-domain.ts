import type { Section } from "#collectors/probe.ts";
import type { Guest, GuestDevices, GuestDisk, GuestNic } from "#lib/facts/guests.ts";
import { integerOf } from "./escapes.ts";
import { hostDevicesOf, libvirtDevices } from "./libvirt-devices.ts";
import { pendingOf } from "./libvirt-pending.ts";
import type { VirshRow } from "./virsh.ts";
import type { Xml, XmlDocument } from "./xml.ts";
import { attribute, child, children, parseXml, textOf } from "./xml.ts";

/** Bytes of the units that libvirt knows for memory; KiB where none is given. */
const unitBytes: Readonly<Record<string, number>> = {
  b: 1,
  bytes: 1,
  kb: 1e3,
  k: 1024,
  kib: 1024,
  mb: 1e6,
  m: 1024 ** 2,
  mib: 1024 ** 2,
  gb: 1e9,
  g: 1024 ** 3,
  gib: 1024 ** 3,
  tb: 1e12,
  t: 1024 ** 4,
  tib: 1024 ** 4,
};
const maximumNotes = 500;
const diskKinds: Readonly<Record<string, GuestDisk["kind"]>> = {
  file: "file",
  block: "block",
  volume: "volume",
  network: "network",
  dir: "directory",
};

/** What else is known of a domain: the lists that name it, its stored description, and what qemu.conf says of its screens. */
export interface DomainContext {
  rows: readonly VirshRow[];
  autostart: readonly VirshRow[];
  /** Stored descriptions of running domains by UUID. */
  stored: ReadonlyMap<string, XmlDocument>;
  /** Whether TLS or SASL guards the screens of this kind; null where that could not be read. */
  isGuarded(screen: "vnc" | "spice"): boolean | null;
}

/** A domain by its live description, for one that is off the stored one: only an active one has an `id`. Throws where it is none. */
export function libvirtGuest(section: Section, context: DomainContext): Guest {
  const { rows, autostart, stored } = context;
  const document = parseXml(section, "domain");
  const { root } = document;
  const [id, name] = [textOf(child(root, "uuid")), textOf(child(root, "name"))];
  if (!id || !name) throw new Error(`${section.source} has no name or no UUID`);
  const running = attribute(root, "id") !== null;
  const row = rows.find((candidate) => candidate.name === name.trim());
  const started = autostart.find((candidate) => candidate.name === name.trim());
  const at = document.at(child(root, "name"));
  const hardware = child(root, "devices") ?? {};
  const next = running ? stored.get(id) : document;
  const pending = next ? (running ? pendingOf(document, next) : []) : null;
  const devices = libvirtDevices(document, context.isGuarded);
  const nextDevices = next ? libvirtDevices(next, context.isGuarded) : devices;
  return {
    id,
    name,
    platform: "libvirt",
    running,
    state: row?.state ?? null,
    onboot: started !== undefined,
    template: false,
    tags: [],
    notes: ["title", "description"]
      .map((name) => textOf(child(root, name))?.trim() ?? "")
      .filter((text) => text !== "")
      .join("\n")
      .slice(0, maximumNotes),
    lock: null,
    memoryMiB: memoryOf(child(root, "memory")),
    startup: null,
    haState: null,
    cores: integerOf(textOf(child(root, "vcpu"))),
    cpuModel: modelOf(child(root, "cpu")),
    balloonMiB: null,
    machine: attribute(child(root, "os", "type"), "machine"),
    bios:
      attribute(child(root, "os"), "firmware") === "efi" || /OVMF|AAVMF|edk2/i.test(textOf(child(root, "os", "loader")) ?? "")
        ? "ovmf"
        : null,
    scsiController:
      children(hardware, "controller").flatMap((one) => (attribute(one, "type") === "scsi" ? (attribute(one, "model") ?? []) : []))[0] ??
      null,
    agent: children(hardware, "channel").some((one) => attribute(child(one, "target"), "name") === "org.qemu.guest_agent.0"),
    args: null,
    features: [],
    unprivileged: null,
    createdAt: null,
    disks: [
      ...children(hardware, "disk").map((disk, index) => diskOf(document, disk, index)),
      ...children(hardware, "filesystem").flatMap((share) => shareOf(document, share) ?? []),
    ],
    nics: children(hardware, "interface").map((nic, index) => nicOf(document, nic, index, running)),
    hostDevices: hostDevicesOf(document),
    devices,
    nextDevices: next && running && (pending?.length !== 0 || !sameLayout(devices, nextDevices)) ? nextDevices : null,
    pending,
    at,
    onbootAt: started?.at ?? at,
    stateAt: row?.at ?? null,
  };
}

function sameLayout(one: GuestDevices, other: GuestDevices): boolean {
  const words = ({ pci }: GuestDevices) => pci.map(({ device, address }) => `${device} ${address}`).join();
  return words(one) === words(other);
}

function modelOf(cpu: Xml | null): string | null {
  const mode = attribute(cpu, "mode");
  return mode === null || mode === "custom" ? textOf(child(cpu, "model")) || null : mode;
}

function memoryOf(memory: Xml | null): number | null {
  const amount = integerOf(textOf(memory));
  const bytes = unitBytes[(attribute(memory, "unit") ?? "KiB").toLowerCase()];
  return amount === null || bytes === undefined ? null : Math.round((amount * bytes) / 1024 ** 2);
}

function diskOf(document: XmlDocument, disk: Xml, index: number): GuestDisk {
  const source = child(disk, "source");
  const path = attribute(source, "file") ?? attribute(source, "dev") ?? attribute(source, "dir");
  const pool = attribute(source, "pool");
  const device = attribute(disk, "device");
  const driver = child(disk, "driver");
  const written = path ?? [pool ?? attribute(source, "protocol"), attribute(source, "volume") ?? attribute(source, "name")].join("/");
  return {
    slot: attribute(child(disk, "target"), "dev") ?? `disk${index}`,
    media: device === "cdrom" || device === "floppy" ? "cdrom" : "disk",
    kind: source ? (diskKinds[attribute(disk, "type") ?? "file"] ?? "block") : "empty",
    path: path?.startsWith("/") ? path : null,
    storage: pool,
    source: source && written !== "/" ? written : "",
    bus: attribute(child(disk, "target"), "bus"),
    cache: attribute(driver, "cache"),
    ioThread: attribute(driver, "iothread") !== null,
    backedUp: true,
    replicated: true,
    at: document.at(source ?? disk),
  };
}

/** A directory of the host that is passed in by 9p or virtiofs: without it the guest does not start either. */
function shareOf(document: XmlDocument, share: Xml): GuestDisk | null {
  const source = child(share, "source");
  const path = attribute(source, "dir");
  if (!path?.startsWith("/")) return null;
  const slot = attribute(child(share, "target"), "dir") ?? path;
  const unset = { storage: null, bus: null, cache: null, ioThread: false, backedUp: true, replicated: true } as const;
  return { slot, media: "disk", kind: "directory", path, source: path, ...unset, at: document.at(source) };
}

function nicOf(document: XmlDocument, nic: Xml, index: number, running: boolean): GuestNic {
  const mac = child(nic, "mac");
  const tags = children(child(nic, "vlan") ?? {}, "tag").flatMap((tag) => integerOf(attribute(tag, "id")) ?? []);
  const isTrunk = tags.length > 1 || attribute(child(nic, "vlan"), "trunk") === "yes";
  return {
    slot: attribute(child(nic, "alias"), "name") ?? `net${index}`,
    mac: attribute(mac, "address")?.toLowerCase() ?? null,
    model: attribute(child(nic, "model"), "type"),
    bridge: attribute(child(nic, "source"), "bridge"),
    vlanTag: isTrunk ? null : (tags[0] ?? null),
    trunks: isTrunk ? tags.join(";") : null,
    firewall: false,
    device: running ? attribute(child(nic, "target"), "dev") : null,
    addresses: [],
    gateways: [],
    linkDown: attribute(child(nic, "link"), "state") === "down",
    mtu: integerOf(attribute(child(nic, "mtu"), "size")),
    at: document.at(mac ?? nic),
  };
}

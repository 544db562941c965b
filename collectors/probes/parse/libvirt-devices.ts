import type { GuestDevices, GuestHostDevice, GuestScreen } from "#lib/facts/guests.ts";
import { integerOf } from "./escapes.ts";
import type { Xml, XmlDocument } from "./xml.ts";
import { attribute, child, children } from "./xml.ts";

/** Elements that have a name of their own in a list of PCI addresses. */
const addressed = ["interface", "disk", "video", "sound", "hostdev", "controller"] as const;
/** Ways to a serial port that a client on the host can open; a file or a null device shows nothing. */
const openPorts = ["pty", "unix", "tcp", "telnet", "spicevmc", "dev"];

/** What qemu.conf says of TLS and SASL for screens of a kind; null where it could not be read. */
type Guard = (screen: "vnc" | "spice") => boolean | null;

/** What a domain can be seen by and where its devices sit. */
export function libvirtDevices(document: XmlDocument, isGuarded: Guard): GuestDevices {
  const devices = child(document.root, "devices") ?? {};
  const video = children(devices, "video").map((screen) => attribute(child(screen, "model"), "type") ?? "default");
  return {
    video: video.filter((type) => type !== "none").join(", ") || "none",
    screens: children(devices, "graphics").map((screen) => screenOf(document, screen, isGuarded)),
    consoles: consolesOf(devices),
    pci: addressed.flatMap((name) =>
      children(devices, name).flatMap((element, index) => {
        const address = child(element, "address");
        const type = attribute(address, "type");
        // A disk on a SCSI or USB bus and the root controllers have no PCI address of their own.
        if ((address && type !== "pci") || !sitsOnPci(name, element)) return [];
        return [{ device: deviceName(name, element, index), address: address && pciAddress(address), at: document.at(address ?? element) }];
      }),
    ),
  };
}

function sitsOnPci(name: (typeof addressed)[number], element: Xml): boolean {
  if (name === "video") return attribute(child(element, "model"), "type") !== "none";
  if (name === "disk") return attribute(child(element, "target"), "bus") === "virtio";
  if (name === "controller") return attribute(element, "type") !== "pci" && child(element, "address") !== null;
  return name !== "hostdev" || attribute(element, "type") === "pci";
}

/** The name under which a device is the same in the live and the stored description. */
export function deviceName(name: string, element: Xml, index: number): string {
  if (name === "interface") return `interface ${attribute(child(element, "mac"), "address")?.toLowerCase() ?? index}`;
  if (name === "disk") return `disk ${attribute(child(element, "target"), "dev") ?? index}`;
  if (name === "hostdev") return `host device ${hostAddress(element) ?? index}`;
  if (name === "controller") return `controller ${attribute(element, "type") ?? ""} ${attribute(element, "index") ?? index}`;
  return index === 0 ? name : `${name} ${index + 1}`;
}

/** "0000:00:03.0" from the four attributes of an address. */
function pciAddress(address: Xml): string {
  const digits = (name: string, width: number) => (attribute(address, name) ?? "0").replace(/^0x/i, "").toLowerCase().padStart(width, "0");
  return `${digits("domain", 4)}:${digits("bus", 2)}:${digits("slot", 2)}.${digits("function", 1)}`;
}

function screenOf(document: XmlDocument, screen: Xml, isGuarded: Guard): GuestScreen {
  const type = attribute(screen, "type") ?? "vnc";
  const listen = child(screen, "listen");
  const address = attribute(listen, "address") ?? attribute(screen, "listen");
  const port = integerOf(attribute(screen, "port"));
  return {
    type,
    listen: ["socket", "none"].includes(attribute(listen, "type") ?? "") || !address ? null : address,
    port: port !== null && port > 0 ? port : null,
    isProtected: isGuarded(type === "spice" ? "spice" : "vnc"),
    at: document.at(screen),
  };
}

/** A console that only stands for the first serial port is not told again. */
function consolesOf(devices: Xml): string[] {
  const isOpen = (element: Xml) => openPorts.includes(attribute(element, "type") ?? "");
  const serials = children(devices, "serial").filter(isOpen);
  const consoles = children(devices, "console").filter(
    (element) => isOpen(element) && (serials.length === 0 || (attribute(child(element, "target"), "type") ?? "serial") !== "serial"),
  );
  return [...serials.map((_, index) => `serial${index}`), ...consoles.map((_, index) => `console${index}`)];
}

/** Devices of the host that are handed to the domain; a network card by <interface type='hostdev'> too. */
export function hostDevicesOf(document: XmlDocument): GuestHostDevice[] {
  const devices = child(document.root, "devices") ?? {};
  const cards = children(devices, "interface").filter((card) => attribute(card, "type") === "hostdev");
  return [...children(devices, "hostdev"), ...cards].flatMap((element, index) => {
    const source = child(element, "source");
    const address = child(source, "address");
    const kind = attribute(element, "type") === "usb" ? "usb" : "pci";
    if (attribute(element, "mode") === "capabilities" || !["pci", "usb", "hostdev"].includes(attribute(element, "type") ?? "")) return [];
    return [
      {
        slot: attribute(child(element, "alias"), "name") ?? `hostdev${index}`,
        kind,
        address: hostAddress(element),
        deviceId: usbId(source),
        mapping: null,
        at: document.at(address ?? source ?? element),
      } as const,
    ];
  });
}

function hostAddress(element: Xml): string | null {
  const address = child(element, "source", "address");
  if (!address) return null;
  return attribute(element, "type") === "usb" ? `${attribute(address, "bus")}-${attribute(address, "device")}` : pciAddress(address);
}

function usbId(source: Xml | null): string | null {
  const [vendor, product] = ["vendor", "product"].map((name) => attribute(child(source, name), "id")?.replace(/^0x/i, ""));
  return vendor && product ? `${vendor}:${product}` : null;
}

import type { PendingChange, PendingKind } from "#lib/facts/guests.ts";
import { deviceName } from "./libvirt-devices.ts";
import type { Xml, XmlDocument } from "./xml.ts";
import { attribute, child, children, textOf } from "./xml.ts";

interface Setting {
  key: string;
  kind: PendingKind;
  value: string;
  element: Xml | null;
}

/**
 * What the stored description of a running domain changes at its next start. Only what a person sets is compared: what libvirt fills in
 * while the domain runs (aliases, labels, ports, chains of images, the expansion of a processor model) is no change.
 */
export function pendingOf(live: XmlDocument, stored: XmlDocument): PendingChange[] {
  const now = new Map(settingsOf(live).map((setting) => [setting.key, setting]));
  const next = new Map(settingsOf(stored).map((setting) => [setting.key, setting]));
  const keys = [...new Set([...now.keys(), ...next.keys()])];
  return keys.flatMap((key) => {
    const [one, two] = [now.get(key), next.get(key)];
    const kind = (one ?? two)?.kind;
    if (kind === undefined || sameSetting(one?.value, two?.value)) return [];
    const at = two ? stored.at(two.element) : live.at(one?.element ?? null);
    return [{ key, kind, now: one?.value ?? null, next: two?.value ?? null, at }];
  });
}

/** What one side leaves open is what the other side fills in: "pc" and its versions, an address yet to be given, a model of the host. */
function sameSetting(one: string | undefined, two: string | undefined): boolean {
  if (one === undefined || two === undefined) return one === two;
  const [now, next] = [one.split(" "), two.split(" ")];
  return now.length === next.length && now.every((word, index) => sameWord(word, next[index] ?? ""));
}

function sameWord(one: string, two: string): boolean {
  return one === two || one === "?" || two === "?" || isVersionOf(one, two) || isVersionOf(two, one);
}

function isVersionOf(machine: string, alias: string): boolean {
  return (alias === "q35" && machine.startsWith("pc-q35-")) || (alias === "pc" && machine.startsWith("pc-i440fx-"));
}

function settingsOf({ root }: XmlDocument): Setting[] {
  const devices = child(root, "devices") ?? {};
  const os = child(root, "os");
  const memory = child(root, "memory");
  const boot = children(os ?? {}, "boot").map((entry) => attribute(entry, "dev") ?? "");
  const each = (name: string, kind: PendingKind, wordsOf: (element: Xml) => string): Setting[] =>
    children(devices, name).map((element, index) => ({ key: deviceName(name, element, index), kind, value: wordsOf(element), element }));
  return [
    { key: "memory", kind: "memory", value: `${textOf(memory)} ${attribute(memory, "unit") ?? "KiB"}`, element: memory },
    { key: "vcpu", kind: "processor", value: textOf(child(root, "vcpu")) ?? "1", element: child(root, "vcpu") },
    { key: "cpu", kind: "processor", value: processor(child(root, "cpu")), element: child(root, "cpu") },
    { key: "machine", kind: "machine", value: attribute(child(os, "type"), "machine") ?? "?", element: child(os, "type") },
    { key: "boot", kind: "boot", value: boot.join(" "), element: child(os, "boot") },
    ...each("interface", "network", card),
    ...each("disk", "disk", drive),
    ...each("video", "video", (element) => `${attribute(child(element, "model"), "type") ?? "?"} ${place(element)}`),
    ...each("graphics", "console", screen),
    ...each("serial", "console", (element) => attribute(element, "type") ?? "?"),
    ...each("hostdev", "host-device", place),
  ];
}

/** libvirt expands a model of the host while the domain runs. */
function processor(cpu: Xml | null): string {
  const mode = attribute(cpu, "mode") ?? "custom";
  if (mode !== "custom") return mode === "host-model" ? "?" : mode;
  return textOf(child(cpu, "model")) || "?";
}

function card(element: Xml): string {
  const source = child(element, "source");
  const wire = attribute(source, "network") ?? attribute(source, "bridge") ?? attribute(source, "dev") ?? "?";
  const tags = children(child(element, "vlan") ?? {}, "tag").map((tag) => attribute(tag, "id") ?? "");
  const link = attribute(child(element, "link"), "state") ?? "up";
  const model = attribute(child(element, "model"), "type") ?? "?";
  return `${wire} ${model} vlan=${tags.join(",") || "none"} link=${link} ${place(element)}`;
}

/** Whatever medium lies in a drive is not the machine's. */
function drive(element: Xml): string {
  const isDisk = (attribute(element, "device") ?? "disk") === "disk";
  const source = child(element, "source");
  const path = ["file", "dev", "dir", "volume", "name"].map((name) => attribute(source, name)).find((value) => value !== null);
  const [bus, cache] = [attribute(child(element, "target"), "bus"), attribute(child(element, "driver"), "cache")];
  return `${isDisk ? (path ?? "?") : "medium"} ${bus ?? "?"} cache=${cache ?? "default"} ${place(element)}`.replace(/ +/g, " ");
}

function screen(element: Xml): string {
  const isAutomatic = attribute(element, "autoport") !== "no";
  const listen = attribute(child(element, "listen"), "address") ?? attribute(element, "listen") ?? "?";
  return `${attribute(element, "type") ?? "?"} ${listen} port=${isAutomatic ? "any" : (attribute(element, "port") ?? "any")}`;
}

/** Where the device sits: its slot on the bus, "?" where libvirt has yet to choose one. */
function place(element: Xml): string {
  const address = child(element, "address");
  if (!address || attribute(address, "type") !== "pci") return "?";
  return `slot=${attribute(address, "bus")}:${attribute(address, "slot")}.${attribute(address, "function")}`;
}

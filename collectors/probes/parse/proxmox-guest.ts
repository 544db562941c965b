import type { Section } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Guest } from "#lib/facts/guests.ts";
import { integerOf, listOf } from "./escapes.ts";
import { parsePropertyString } from "./property-string.ts";
import type { ProxmoxConfig } from "./proxmox-config.ts";
import { lineOf, parseProxmoxConfig } from "./proxmox-config.ts";
import type { GuestKind } from "./proxmox-devices.ts";
import { disksOf, nicsOf } from "./proxmox-devices.ts";
import { proxmoxDevices, proxmoxHostDevices } from "./proxmox-hardware.ts";
import { nextConfig, pendingChanges } from "./proxmox-pending.ts";
import { isTrue } from "./section-config.ts";

/** The state of a guest as a list told it. */
export interface GuestState {
  state: string;
  at: Cite;
}

/** What both kinds get where the configuration is silent. */
const defaultMemoryMiB = 512;

/** A guest by its configuration file. Null where the file is not named after a guest. */
export function proxmoxGuest(file: Section, kind: GuestKind, states: ReadonlyMap<string, GuestState> | null): Guest | null {
  const id = /\/(\d{1,10})\.conf$/.exec(file.source)?.[1];
  if (!id) return null;
  const config = parseProxmoxConfig(file);
  const value = (key: string) => lineOf(config, key)?.value;
  const name = lineOf(config, kind === "lxc" ? "hostname" : "name");
  const known = states?.get(id);
  const running = known ? known.state !== "stopped" : null;
  const at = name?.at ?? config.head;
  return {
    id,
    name: name?.value || `${kind === "lxc" ? "CT" : "VM "}${id}`,
    platform: kind,
    running,
    state: known?.state ?? null,
    onboot: isTrue(value("onboot")),
    template: isTrue(value("template")),
    tags: listOf(value("tags") ?? "", /[;, ]/),
    notes: config.notes,
    lock: value("lock") || null,
    memoryMiB: memoryOf(value("memory")),
    startup: startupOf(value("startup")),
    haState: null,
    cores: coresOf(config, kind),
    cpuModel: modelOf(value("cpu")),
    balloonMiB: integerOf(value("balloon")),
    machine: firstOrKey(value("machine"), "type"),
    bios: value("bios") || null,
    scsiController: value("scsihw") || null,
    agent: isAgentOn(value("agent")),
    args: value("args") || null,
    features: kind === "lxc" ? listOf(value("features") ?? "") : [],
    unprivileged: kind === "lxc" ? isTrue(value("unprivileged")) : null,
    createdAt: createdAt(value("meta")),
    disks: disksOf(config, kind),
    nics: nicsOf(config, kind, id, running),
    hostDevices: kind === "lxc" ? [] : proxmoxHostDevices(config),
    devices: kind === "lxc" ? containerDevices : proxmoxDevices(config),
    nextDevices: kind === "lxc" || config.pending.length === 0 ? null : proxmoxDevices(nextConfig(config)),
    pending: pendingChanges(config),
    at,
    onbootAt: lineOf(config, "onboot")?.at ?? at,
    stateAt: known?.at ?? null,
  };
}

/** `memory: 4096`, from Proxmox 8.1 on also `memory: current=4096`. */
function memoryOf(text: string | undefined): number | null {
  if (text === undefined) return defaultMemoryMiB;
  const { first, values } = parsePropertyString(text);
  return integerOf(first ?? values.get("current"));
}

/** A container is entered from the host, whatever its network does. */
const containerDevices: Guest["devices"] = { video: "none", screens: [], consoles: ["pct enter"], pci: [] };

/** `cores` for each socket; a container without a number may use all of the host's. */
function coresOf(config: ProxmoxConfig, kind: GuestKind): number | null {
  const cores = integerOf(lineOf(config, "cores")?.value);
  if (kind === "lxc") return cores;
  return (cores ?? 1) * (integerOf(lineOf(config, "sockets")?.value) ?? 1);
}

function firstOrKey(text: string | undefined, key: string): string | null {
  const { first, values } = parsePropertyString(text ?? "");
  return first ?? values.get(key) ?? null;
}

function modelOf(text: string | undefined): string | null {
  return firstOrKey(text, "cputype");
}

function isAgentOn(text: string | undefined): boolean {
  return isTrue(firstOrKey(text, "enabled") ?? undefined);
}

/** `meta: creation-qemu=9.0.2,ctime=1725975013`: seconds of the epoch. */
function createdAt(text: string | undefined): string | null {
  const seconds = integerOf(parsePropertyString(text ?? "").values.get("ctime"));
  return seconds === null || seconds <= 0 || seconds > 8.64e12 ? null : new Date(seconds * 1000).toISOString();
}

/** `startup: order=2,up=30,down=60`; a bare number is the order. */
function startupOf(text: string | undefined): Guest["startup"] {
  if (!text) return null;
  const { first, values } = parsePropertyString(text);
  return {
    order: integerOf(values.get("order") ?? first),
    upSeconds: integerOf(values.get("up")),
    downSeconds: integerOf(values.get("down")),
  };
}

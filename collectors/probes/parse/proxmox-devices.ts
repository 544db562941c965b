import type { GuestDisk, GuestNic } from "#lib/facts/guests.ts";
import { integerOf } from "./escapes.ts";
import type { PropertyString } from "./property-string.ts";
import { parsePropertyString } from "./property-string.ts";
import type { ConfigLine, ProxmoxConfig } from "./proxmox-config.ts";
import { isTrue } from "./section-config.ts";

/** Which host ports a guest has: QEMU's are taps, a container's are veths. */
export type GuestKind = "qemu" | "lxc";

const diskSlots: Readonly<Record<GuestKind, RegExp>> = {
  qemu: /^(?:(?:ide|sata|scsi|virtio|efidisk)\d{1,2}|tpmstate0)$/,
  lxc: /^(?:rootfs|mp\d{1,3})$/,
};
const macAddress = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i;

/** Disks, ISO images and mount points of the present configuration; `unused` volumes are not the guest's. */
export function disksOf(config: ProxmoxConfig, kind: GuestKind): GuestDisk[] {
  return config.lines.filter((line) => diskSlots[kind].test(line.key)).flatMap((line) => diskOf(line, kind) ?? []);
}

/** `storage:volume,…`, an absolute path, or for an empty drive `none`. */
function diskOf({ key, value, at }: ConfigLine, kind: GuestKind): GuestDisk | null {
  const { first, values } = parsePropertyString(value);
  const source = first ?? values.get("file") ?? values.get("volume");
  if (!source) return null;
  const media = values.get("media") === "cdrom" ? "cdrom" : "disk";
  const backup = values.get("backup");
  const disk = {
    slot: key,
    media,
    source,
    bus: kind === "lxc" ? null : (/^[a-z]+/.exec(key)?.[0] ?? null),
    cache: values.get("cache") ?? null,
    ioThread: isTrue(values.get("iothread")),
    backedUp: backup === undefined ? !key.startsWith("mp") : isTrue(backup),
    replicated: values.get("replicate") === undefined || isTrue(values.get("replicate")),
    at,
  } as const;
  if (source === "none") return { ...disk, kind: "empty", path: null, storage: null };
  // "cdrom" is the host's own drive.
  if (source === "cdrom") return { ...disk, kind: "block", path: null, storage: null };
  if (source.startsWith("/")) return { ...disk, kind: pathKind(source, values), path: source, storage: null };
  const colon = source.indexOf(":");
  return { ...disk, kind: "volume", path: null, storage: colon > 0 ? source.slice(0, colon) : null };
}

/** A path with `mp=` is a directory of the host inside a container, except a device. */
function pathKind(path: string, values: PropertyString["values"]): GuestDisk["kind"] {
  if (path.startsWith("/dev/")) return "block";
  return values.has("mp") ? "directory" : "file";
}

/** Network cards with the host's port of each; the port is null where the guest does not run. */
export function nicsOf(config: ProxmoxConfig, kind: GuestKind, id: string, running: boolean | null): GuestNic[] {
  return config.lines.flatMap((line) => {
    const number = /^net(\d{1,2})$/.exec(line.key)?.[1];
    if (number === undefined) return [];
    const { values } = parsePropertyString(line.value);
    const [model, mac] = kind === "lxc" ? [values.get("type"), values.get("hwaddr")] : modelOf(values);
    const bridge = values.get("bridge") ?? null;
    const firewall = isTrue(values.get("firewall"));
    return [
      {
        slot: line.key,
        mac: mac?.toLowerCase() ?? null,
        model: model ?? null,
        bridge,
        vlanTag: integerOf(values.get("tag")),
        trunks: values.get("trunks") ?? null,
        firewall,
        device: bridge === null || running === false ? null : portName(kind, id, number, firewall),
        addresses: addressesOf(kind === "lxc" ? values : cloudInitOf(config, number)),
        gateways: gatewaysOf(kind === "lxc" ? values : cloudInitOf(config, number)),
        linkDown: isTrue(values.get("link_down")),
        mtu: integerOf(values.get("mtu")),
        at: line.at,
      },
    ];
  });
}

/** With the firewall on, the guest's own port sits in a bridge of its own and this one carries the VLAN tag on the real bridge. */
function portName(kind: GuestKind, id: string, number: string, firewall: boolean): string {
  if (firewall) return `fwpr${id}p${number}`;
  return kind === "lxc" ? `veth${id}i${number}` : `tap${id}i${number}`;
}

/** `virtio=MAC` in one, or `model=virtio,macaddr=MAC`. */
function modelOf(values: PropertyString["values"]): [string | undefined, string | undefined] {
  const joined = [...values].find(([key, value]) => key !== "macaddr" && macAddress.test(value));
  return joined ?? [values.get("model"), values.get("macaddr")];
}

function cloudInitOf(config: ProxmoxConfig, number: string): PropertyString["values"] {
  return parsePropertyString(config.lines.findLast((line) => line.key === `ipconfig${number}`)?.value ?? "").values;
}

function gatewaysOf(values: PropertyString["values"]): string[] {
  return ["gw", "gw6"].flatMap((key) => values.get(key) ?? []);
}

/** Addresses that are stated; `dhcp`, `auto` and `manual` state none. */
function addressesOf(values: PropertyString["values"]): string[] {
  return ["ip", "ip6"].flatMap((key) => {
    const address = values.get(key)?.split("/")[0] ?? "";
    return /[.:]/.test(address) ? [address] : [];
  });
}

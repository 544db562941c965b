import type { GuestDevices, GuestHostDevice, GuestScreen } from "#lib/facts/guests.ts";
import { integerOf } from "./escapes.ts";
import { parsePropertyString } from "./property-string.ts";
import type { ProxmoxConfig } from "./proxmox-config.ts";
import { lineOf } from "./proxmox-config.ts";

/** Screens that somebody added by hand to the arguments of QEMU: `-vnc 0.0.0.0:77`, `-spice port=61000,addr=…`. */
function screensOf(config: ProxmoxConfig): GuestScreen[] {
  const args = lineOf(config, "args");
  const words = args?.value.split(/\s+/) ?? [];
  return words.flatMap((word, index): GuestScreen[] => {
    const value = words[index + 1] ?? "";
    if (!args || !/^--?(vnc|spice)$/.test(word) || value === "none" || value.startsWith("unix:")) return [];
    const { first, values } = parsePropertyString(value);
    const isProtected = /(^|,)(tls|tls-creds=|sasl|tls-port=)/.test(value);
    if (word.endsWith("spice")) {
      return [{ type: "spice", listen: values.get("addr") ?? "0.0.0.0", port: integerOf(values.get("port")), isProtected, at: args.at }];
    }
    const colon = (first ?? "").lastIndexOf(":");
    if (first === null || colon < 0) return [];
    const display = integerOf(first.slice(colon + 1));
    // Without an address QEMU listens on all of them.
    const listen = first.slice(0, colon).replace(/^\[|\]$/g, "") || "0.0.0.0";
    return [{ type: "vnc", listen, port: display === null ? null : 5900 + display, isProtected, at: args.at }];
  });
}

/** What a virtual machine can be seen by. `serialN: socket` is opened by qm(1) `terminal`; another serial port is a device of the host. */
export function proxmoxDevices(config: ProxmoxConfig): GuestDevices {
  const vga = parsePropertyString(lineOf(config, "vga")?.value ?? "");
  return {
    video: vga.first ?? vga.values.get("type") ?? "std",
    screens: screensOf(config),
    consoles: config.lines.flatMap(({ key, value }) => (/^serial\d$/.test(key) && value.startsWith("socket") ? [key] : [])),
    pci: [],
  };
}

/** Devices of the host: `hostpci0: 0000:01:00.0;0000:01:00.1,pcie=1`, `mapping=gpu`; `usb0: host=1a6e:089a`, `host=1-2`. */
export function proxmoxHostDevices(config: ProxmoxConfig): GuestHostDevice[] {
  return config.lines.flatMap(({ key, value, at }): GuestHostDevice[] => {
    const kind = /^(hostpci|usb)\d+$/.exec(key)?.[1];
    if (kind === undefined) return [];
    const { first, values } = parsePropertyString(value);
    const mapping = values.get("mapping") ?? null;
    const host = first ?? values.get("host") ?? "";
    if (kind === "usb") {
      if (host === "spice" || (host === "" && mapping === null)) return [];
      const isKind = /^[0-9a-f]{4}:[0-9a-f]{4}$/i.test(host);
      return [
        { slot: key, kind: "usb", address: isKind || host === "" ? null : host, deviceId: isKind ? host.toLowerCase() : null, mapping, at },
      ];
    }
    if (mapping !== null) return [{ slot: key, kind: "pci", address: null, deviceId: null, mapping, at }];
    return host.split(";").flatMap((address): GuestHostDevice[] => {
      const text = address.toLowerCase();
      if (!/^(?:[0-9a-f]{4,}:)?[0-9a-f]{2}:[0-9a-f]{2}(?:\.[0-7])?$/.test(text)) return [];
      return [
        { slot: key, kind: "pci", address: /^[0-9a-f]{4,}:.*:/.test(text) ? text : `0000:${text}`, deviceId: null, mapping: null, at },
      ];
    });
  });
}

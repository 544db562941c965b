import { z } from "zod";
import type { Recording } from "#collectors/simulator/recording.ts";
import { recordedText } from "#collectors/simulator/recording.ts";

const LinkElement = z.looseObject({
  ifindex: z.number().optional(),
  ifname: z.string(),
  flags: z.array(z.string()).default([]),
  mtu: z.number().optional(),
  master: z.string().optional(),
  operstate: z.string().optional(),
  address: z.string().optional(),
  parentbus: z.string().optional(),
  parentdev: z.string().optional(),
  linkinfo: z
    .looseObject({
      info_kind: z.string().optional(),
      info_slave_kind: z.string().optional(),
      info_data: z.looseObject({ vlan_filtering: z.number().optional(), vlan_default_pvid: z.number().optional() }).optional(),
    })
    .optional(),
});
export type LinkElement = z.infer<typeof LinkElement>;

/** The recorded `ip -j -d link`, element by element; empty where it was not recorded. */
export function recordedLinks(recording: Recording): LinkElement[] {
  const text = recordedText(recording, ["ip", "-j", "-d", "link"]);
  return text === undefined ? [] : z.array(LinkElement).parse(JSON.parse(text));
}

/**
 * Where the kernel's device behind a link stands below /sys/devices, as `/sys/class/net/<name>` points there. The PCI address is what
 * `ip -d link` calls parentdev, or what udev recorded; undefined for a card where neither was recorded.
 */
export function devicePath(recording: Recording, link: LinkElement): string | undefined {
  if (link.linkinfo?.info_kind !== undefined || link.ifname === "lo") return `virtual/net/${link.ifname}`;
  if (link.parentbus === "pci" && link.parentdev !== undefined) {
    return `pci${link.parentdev.slice(0, 7)}/${link.parentdev}/net/${link.ifname}`;
  }
  const udev = recordedText(recording, ["udevadm", "info", "-q", "property", "-p", `/sys/class/net/${link.ifname}`]);
  return /^DEVPATH=\/devices\/(.+)$/m.exec(udev ?? "")?.[1];
}

/** Files below /sys/class/net that follow from the recorded links: path → content. */
export function linkFiles(recording: Recording): Map<string, string> {
  const files = new Map<string, string>();
  for (const link of recordedLinks(recording)) {
    const folder = `/sys/class/net/${link.ifname}`;
    const put = (name: string, value: string | number | undefined): void => {
      if (value !== undefined) files.set(`${folder}/${name}`, `${value}\n`);
    };
    put("address", link.address);
    put("ifindex", link.ifindex);
    put("mtu", link.mtu);
    put("operstate", link.operstate?.toLowerCase());
    // Reading carrier of a device that is down is an error, so the file is as good as absent.
    put("carrier", link.flags.includes("UP") ? Number(link.flags.includes("LOWER_UP")) : undefined);
    put("bridge/vlan_filtering", link.linkinfo?.info_data?.vlan_filtering);
    put("bridge/default_pvid", link.linkinfo?.info_data?.vlan_default_pvid);
  }
  return files;
}

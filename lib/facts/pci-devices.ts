import { z } from "zod";
import { Cite } from "./cite.ts";

/** A PCI device. Sources: `lspci -Dnnk`, else `lspci -nnk`, else /sys/bus/pci/devices; NIC names from /sys/class/net. */
export const PciDevice = z.object({
  /** With domain: "0000:04:00.0". */
  address: z.string(),
  /** Four hexadecimal digits, e.g. "0200" for Ethernet. */
  classId: z.string(),
  className: z.string(),
  /** "8086:1521". */
  deviceId: z.string().nullable(),
  name: z.string(),
  driver: z.string().nullable(),
  /** Names of the network interfaces behind it. */
  interfaces: z.array(z.string()),
  at: Cite,
});
export type PciDevice = z.infer<typeof PciDevice>;

export const PciDevices = z.array(PciDevice);
export type PciDevices = z.infer<typeof PciDevices>;

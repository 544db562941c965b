import type { Guest, PendingChange } from "#lib/facts/guests.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, guest } from "#lib/rules/testing/testing.ts";
import { pendingGuestPciLayout } from "./pending-guest-pci-layout.ts";

const nic = "interface 52:54:00:00:00:01";
const layout = (pci: Record<string, string | null>) => ({
  ...guest("x").devices,
  pci: Object.entries(pci).map(([device, slot]) => ({
    device,
    address: slot === null ? null : `0000:00:${slot}.0`,
    at: cite("virsh dumpxml", `${device} ${slot}`),
  })),
});
const libvirt = (now: Record<string, string | null>, next: Record<string, string | null> | null, over: Partial<Guest> = {}) => ({
  guests: [guest("v1001", { id: "u-1", devices: layout(now), nextDevices: next === null ? null : layout(next), ...over })],
});
const change = (key: string, now: string | null, next: string | null): PendingChange => ({
  key,
  kind: "other",
  now,
  next,
  at: cite("/etc/pve/qemu-server/100.conf", `${key}: ${next}`),
});
const proxmox = (...pending: PendingChange[]) => ({ guests: [guest("web", { id: "100", platform: "qemu", pending })] });
const live = { video: "02", [nic]: "03", "disk vda": "05" };

describeRule(pendingGuestPciLayout, libvirt(live, { [nic]: "02", "disk vda": "04" }), {
  fails: {
    "the display goes, the NIC moves from slot 3 to 2": [
      {},
      {
        severity: "high",
        subject: "v1001",
        observed: "NIC 52:54:00:00:00:01: PCI slot 0x03 now, slot 0x02 next; video (VGA controller) (slot 0x02) goes",
      },
    ],
    "libvirt will choose the slot, and the display goes": [
      libvirt(live, { [nic]: null, "disk vda": null }),
      { severity: "high", confidence: "inferred" },
    ],
    "another machine type on Proxmox": [proxmox(change("machine", null, "pc-q35-9.0")), { severity: "high", confidence: "inferred" }],
    "a device that is given to the guest": [
      proxmox(change("hostpci0", null, "0000:01:00.0")),
      { severity: "medium", confidence: "suspected" },
    ],
    "another model of card": [
      proxmox(change("net0", "virtio=BC:24:11:00:00:01,bridge=vmbr0", "e1000=BC:24:11:00:00:01,bridge=vmbr0")),
      "medium",
    ],
    "only the display on Proxmox": [proxmox(change("vga", "std", "none")), "info"],
  },
  passes: {
    "same addresses": libvirt(live, live),
    "the stored definition does not differ": libvirt(live, null),
    "addresses left out, and the same devices": libvirt({ [nic]: "03" }, { [nic]: null }),
    "a disk moves, the NIC stays": libvirt(live, { ...live, "disk vda": "06" }),
    "it does not run: it starts with the stored layout anyway": libvirt(live, { [nic]: "02" }, { running: false }),
    "a serial port, memory, processors": proxmox(change("serial0", null, "socket"), change("memory", "1", "2"), change("cores", "1", "2")),
    "another bridge for the same model": proxmox(
      change("net0", "virtio=BC:24:11:00:00:01,bridge=vmbr0", "virtio=BC:24:11:00:00:01,bridge=vmbr1"),
    ),
    "another version of the same machine type": proxmox(change("machine", "pc-i440fx-8.1", "pc-i440fx-9.0")),
    "nothing pending, or not read": { guests: [guest("web", { platform: "qemu", pending: null })] },
  },
});

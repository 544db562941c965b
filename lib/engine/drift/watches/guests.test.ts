import { describeDrift } from "#lib/engine/drift/drift-testing.ts";
import { clusterGuests, otherGuest } from "#lib/rules/testing/cluster-testing.ts";
import { passedThrough, pendingChange, screen, vm } from "#lib/rules/testing/guest-testing.ts";
import { hook } from "#lib/rules/testing/host-network-testing.ts";
import { cite, disk, guest, nic } from "#lib/rules/testing/testing.ts";

const at = cite("virsh", "interface");
const devices = (slot: string) => ({
  video: "virtio",
  screens: [],
  consoles: ["serial0"],
  pci: [
    { device: "video", address: "0000:00:02.0", at },
    { device: "interface 52:54:00:00:00:01", address: `0000:00:${slot}.0`, at },
  ],
});

describeDrift("guests", {
  "one was turned off": [
    { guests: [guest("bind-02", { id: "u-1" })] },
    { guests: [guest("bind-02", { id: "u-1", running: false, state: "shut off" })] },
    "guest bind-02: state running → shut off",
  ],
  "its state was not read": [
    { guests: [guest("bind-02", { id: "u-1" })] },
    { guests: [guest("bind-02", { id: "u-1", running: null, state: null })] },
  ],
  "one was renamed: its UUID stays": [
    { guests: [guest("a", { id: "u-1" })] },
    { guests: [guest("b", { id: "u-1" })] },
    "guest b: name a → b",
  ],
  "one is gone with its disks and cards": [
    { guests: [guest("a", { id: "u-1", disks: [disk("vda", "/a.qcow2")], nics: [nic()] })] },
    { guests: [] },
    "guest a is gone (state running, memory 1024 MiB, cores 2)",
  ],
  "one moved to another node": [
    { guests: [vm("100", "dns")] },
    { guests: [], clusterGuests: clusterGuests(["pve", "pve2"], otherGuest("100", "pve2", "vmbr0")) },
    "guest dns (VM 100) is no longer on this host: it is on node pve2",
  ],
  "one no longer starts at boot": [
    { guests: [vm("100", "dns", { onboot: true })] },
    { guests: [vm("100", "dns", { onboot: false })] },
    "guest dns (VM 100): starts at boot yes → no (at the next reboot)",
  ],
  "a disk on another storage, without backup": [
    { guests: [vm("100", "dns", { disks: [disk("scsi0", "local:a")] })] },
    { guests: [vm("100", "dns", { disks: [disk("scsi0", "nas:a", { backedUp: false })] })] },
    "disk scsi0 of dns (VM 100): lies on local:a → on nas:a and backed up yes → no",
  ],
  "a card in another VLAN": [
    { guests: [vm("100", "dns", { nics: [nic({ mac: "BC:24:11:00:00:01" })] })] },
    { guests: [vm("100", "dns", { nics: [nic({ mac: "bc:24:11:00:00:01", vlanTag: 40, slot: "net3", device: "tap100i3" })] })] },
    "NIC net3 of dns (VM 100): VLAN none → 40",
  ],
  "a card with another MAC in its slot": [
    { guests: [vm("100", "dns", { nics: [nic({ mac: "bc:24:11:00:00:01" })] })] },
    { guests: [vm("100", "dns", { nics: [nic({ mac: "bc:24:11:00:00:02" })] })] },
    "NIC net0 of dns (VM 100): MAC bc:24:11:00:00:01 → bc:24:11:00:00:02",
  ],
  "a card of the host given away": [
    { guests: [vm("100", "nas")] },
    { guests: [vm("100", "nas", { hostDevices: [passedThrough("0000:01:00.0", { slot: "hostpci0" })] })] },
    "device hostpci0 given to nas (VM 100) is new (kind pci, address 0000:01:00.0)",
  ],
  "a screen on another port": [
    { guests: [guest("a", { devices: { ...devices("03"), screens: [screen("127.0.0.1", { port: 5900 })] } })] },
    { guests: [guest("a", { devices: { ...devices("03"), screens: [screen("127.0.0.1", { port: 5907 })] } })] },
  ],
  "a screen for everybody": [
    { guests: [guest("a", { devices: { ...devices("03"), screens: [screen("127.0.0.1")] } })] },
    { guests: [guest("a", { devices: { ...devices("03"), screens: [screen("0.0.0.0")] } })] },
    "guest a: screens vnc on 127.0.0.1 → vnc on 0.0.0.0",
  ],
});

describeDrift("what a guest will start with", {
  "a setting that waits": [
    { guests: [vm("100", "dns")] },
    { guests: [vm("100", "dns", { pending: [pendingChange("memory", "memory", "2048", "4096")] })] },
    "pending change of dns (VM 100): memory 2048 → 4096 (at the next restart of dns)",
  ],
  "it was started with it": [
    { guests: [vm("100", "dns", { pending: [pendingChange("memory", "memory", "2048", "4096")] })] },
    { guests: [vm("100", "dns", { memoryMiB: 4096 })] },
    "guest dns (VM 100): memory 1024 MiB → 4096 MiB",
    "pending change of dns (VM 100): memory is gone (runs with 2048, starts with 4096)",
  ],
  "without its display the card takes another slot": [
    { guests: [guest("vps", { devices: devices("03") })] },
    {
      guests: [
        guest("vps", {
          devices: devices("03"),
          nextDevices: {
            video: "none",
            screens: [],
            consoles: [],
            pci: [{ device: "interface 52:54:00:00:00:01", address: "0000:00:02.0", at }],
          },
        }),
      ],
    },
    "another PCI layout of vps is pending: NIC 52:54:00:00:00:01: PCI slot 0x03 now, slot 0x02 next (at the next restart of vps)",
  ],
  "the hook that sets its VLAN": [
    { libvirtHooks: [hook()] },
    { libvirtHooks: [hook({ pvids: [1] })] },
    "hook /etc/libvirt/hooks/qemu: sets PVIDs 100 → 1 (at the next restart of each guest)",
  ],
});

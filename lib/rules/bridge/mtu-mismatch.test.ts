import { peer } from "#lib/rules/testing/context-testing.ts";
import { address, link } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { guest, identity, nic } from "#lib/rules/testing/testing.ts";
import { mtuMismatch as rule } from "./mtu-mismatch.ts";

const bond = (mtu: number) => link("bond1", { kind: "bond", mtu, master: "vmbr1" });
const bridge = (name: string, mtu: number) => link(name, { kind: "bridge", mtu });
const overlay = [bridge("web", 1450), link("vxlan_web", { kind: "other", mtu: 1450, master: "web" })];
const vm = (id: string, over = {}, platform: "qemu" | "lxc" | "libvirt" = "qemu") =>
  guest(`web-${id}`, { id, platform, nics: [nic({ bridge: "web", ...over })] });
const pve = (hypervisorVersion: string) => identity({ system: "proxmox", hypervisorVersion });
const even = [bridge("vmbr1", 9000), bond(9000)];
const storage = [address("vmbr1", "10.19.60.31/24")];
const other = (mtu: number, over = {}) =>
  peer("pve2", { addresses: [address("vmbr1", "10.19.60.32/24")], links: [bridge("vmbr1", mtu)], ...over });

describeRule(
  rule,
  { links: [bridge("vmbr1", 9000), bond(1500)] },
  {
    fails: {
      "bond1 1500, vmbr1 9000": [
        {},
        {
          severity: "medium",
          subject: "vmbr1",
          title: "vmbr1 takes frames of 9000 bytes, bond1 1500 does not",
          observed: "mtu 9000 on vmbr1, bond1 1500",
        },
      ],
      "the host itself has an address there": [{ addresses: storage }, "high"],
      "a tunnel of an overlay is narrower than its bridge": [
        { links: [bridge("web", 1500), link("vxlan_web", { kind: "other", mtu: 1450, master: "web" })] },
        "medium",
      ],
      "a guest with the default on an overlay of 1450": [
        { links: overlay, guests: [vm("710")], identity: pve("8.4.1") },
        {
          severity: "medium",
          confidence: "inferred",
          subject: "web-710 (VM 710)",
          observed: "mtu 1450 on web; web-710 (VM 710): 1500 by default",
        },
      ],
      "a guest that is told 9000": [
        { links: [bridge("web", 1500)], guests: [vm("710", { mtu: 9000 })] },
        { severity: "medium", confidence: "confirmed", observed: "mtu 1500 on web; web-710 (VM 710): 9000" },
      ],
      "a container that is told more than its bridge takes": [{ links: overlay, guests: [vm("120", { mtu: 1500 }, "lxc")] }, "medium"],
      "another node sends larger frames in the same subnet": [
        { links: [bridge("vmbr1", 1500), bond(1500)], addresses: storage, peers: [other(9000)] },
        { severity: "medium", observed: "mtu 1500 on vmbr1 (10.19.60.31/24); in the same subnet pve2 9000" },
      ],
    },
    passes: {
      "9000 all along": { links: even },
      "a bridge that is narrower than its uplink on purpose": { links: [bridge("vmbr1", 1500), bond(9000)] },
      "mtu=1 takes the bridge's": { links: overlay, guests: [vm("711", { mtu: 1 })], identity: pve("8.4.1") },
      "virtio takes the bridge's from Proxmox VE 9 on": { links: overlay, guests: [vm("710")], identity: pve("9.0.3") },
      "a container takes the bridge's": { links: overlay, guests: [vm("120", {}, "lxc")] },
      "a guest of libvirt that is told it": { links: overlay, guests: [vm("u", { mtu: 1450 }, "libvirt")] },
      "a template": { links: overlay, guests: [{ ...vm("9000"), template: true }], identity: pve("8.4.1") },
      "docker0, the loopback and a tunnel": {
        links: [
          link("lo", { kind: "loopback", mtu: 65_536 }),
          bridge("docker0", 9000),
          link("eth9", { mtu: 1500, master: "docker0" }),
          link("wg0", { kind: "other", mtu: 1420 }),
        ],
      },
      "the other node has the same": { links: even, addresses: storage, peers: [other(9000)] },
      "this node is the wider one: the other one says it": { links: even, addresses: storage, peers: [other(1500)] },
      "the other node has no address in the subnet": { links: even, addresses: storage, peers: [other(9000, { addresses: [] })] },
    },
  },
);

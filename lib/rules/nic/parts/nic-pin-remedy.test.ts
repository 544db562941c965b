import { expect, test } from "vitest";
import { configured, networkConfig } from "#lib/rules/testing/network-testing.ts";
import { pinSteps, pinVerify } from "./nic-pin-remedy.ts";

const mac = "6a:ed:d6:3b:49:f4";

test("netplan: the file, the match and the trial that takes itself back", () => {
  const steps = pinSteps(configured("ens3", { manager: "netplan" }), "ens3", mac, "linux");
  expect(steps[0]).toContain(`In /etc/network/interfaces replace the key \`ens3:\` by \`uplink:\` with \`match: {macaddress: "${mac}"}\``);
  expect(steps[1]).toContain("`netplan try`");
});

test("NetworkManager: the profile takes the MAC instead of the name", () => {
  const [step] = pinSteps(configured("ens3", { manager: "networkmanager" }), "ens3", mac, "libvirt");
  expect(step).toContain(`802-3-ethernet.mac-address ${mac} connection.interface-name ""`);
});

test("ifupdown: a .link file of the MAC and Ethernet type, with a name that no scheme gives", () => {
  const steps = pinSteps(configured("eno1"), "eno1", mac, "libvirt");
  expect(steps[0]).toContain(
    `\`/etc/systemd/network/10-eno1.link\` with \`[Match]\` \`PermanentMACAddress=${mac}\` \`Type=ether\` and \`[Link]\` \`Name=lan0\``,
  );
  expect(steps.join()).toContain("`update-initramfs -u -k all`");
});

test("Proxmox has a tool for it; a name that is shell or a path stays what it is", () => {
  expect(pinSteps(configured("eno1"), "eno1", mac, "proxmox")[0]).toContain("`pve-network-interface-pinning generate --interface eno1`");
  const steps = pinSteps(undefined, "../a;b", mac, "proxmox");
  expect(steps[0]).toContain("--interface '../a;b'");
  expect(steps[1]).toContain("`/etc/systemd/network/10-___a_b.link`");
});

test("every way ends with the console at hand", () => {
  for (const manager of ["netplan", "networkmanager", "ifupdown", "systemd-networkd"] as const) {
    expect(pinSteps(configured("ens3", { manager }), "ens3", mac, undefined).at(-1)).toContain("console");
  }
});

test("the command that shows the pin", () => {
  expect(pinVerify(networkConfig([configured("ens3", { manager: "netplan" })]), "ens3")).toBe("netplan get ethernets");
  expect(pinVerify(networkConfig([configured("eno1")]), "eno1")).toBe(
    "udevadm info -q property -p /sys/class/net/eno1 | grep ID_NET_LINK_FILE",
  );
});

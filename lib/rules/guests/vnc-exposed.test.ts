import { expect } from "vitest";
import { screen, vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { guest } from "#lib/rules/testing/testing.ts";
import { vncExposed as rule } from "./vnc-exposed.ts";

const devices = (...screens: ReturnType<typeof screen>[]) => ({ video: "cirrus", screens, consoles: [], pci: [] });
const v1001 = guest("v1001", { devices: devices(screen("0.0.0.0")) });

describeRule(
  rule,
  { guests: [v1001] },
  {
    fails: {
      "the catalogue's example": [
        {},
        {
          severity: "medium",
          confidence: "inferred",
          subject: "v1001",
          title: "v1001: its VNC console listens on every address, port 5901",
        },
      ],
      "an address of the LAN": [{ guests: [guest("v", { devices: devices(screen("10.0.0.7")) })] }, "medium"],
      "every IPv6 address": [{ guests: [guest("v", { devices: devices(screen("::")) })] }, "medium"],
      "protection that could not be read is a suspicion": [
        { guests: [guest("v", { devices: devices(screen("0.0.0.0", { isProtected: null })) })] },
        { severity: "medium", confidence: "suspected" },
      ],
      "switched off only in the stored definition": [
        { guests: [{ ...v1001, nextDevices: devices() }] },
        { observed: expect.stringContaining("switched off in the stored definition") },
      ],
      "arguments of Proxmox": [
        { guests: [vm("100", "w", { devices: devices(screen("0.0.0.0")) })] },
        {
          severity: "medium",
          remedy: expect.objectContaining({
            steps: expect.arrayContaining(["`qm set 100 --delete args`: Proxmox has a console of its own"]),
          }),
        },
      ],
      "the network behind NAT is smaller": [{ guests: [guest("v", { devices: devices(screen("192.168.122.1")) })] }, "low"],
    },
    passes: {
      "the catalogue's sound guest: 127.0.0.1": { guests: [guest("v", { devices: devices(screen("127.0.0.1")) })] },
      "::1": { guests: [guest("v", { devices: devices(screen("::1")) })] },
      "a socket, or what libvirt chooses": { guests: [guest("v", { devices: devices(screen(null)) })] },
      TLS: { guests: [guest("v", { devices: devices(screen("0.0.0.0", { isProtected: true })) })] },
      "Proxmox's own console": { guests: [vm("100", "w")] },
      "a guest that is off": { guests: [{ ...v1001, running: false }] },
    },
  },
);

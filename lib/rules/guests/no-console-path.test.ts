import { expect } from "vitest";
import { container, passedThrough, screen, vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { guest } from "#lib/rules/testing/testing.ts";
import { noConsolePath as rule } from "./no-console-path.ts";

const devices = (video: string, screens: ReturnType<typeof screen>[] = [], consoles: string[] = []) => ({
  video,
  screens,
  consoles,
  pci: [],
});
const blind = guest("v1001", { agent: false, devices: devices("none") });

describeRule(
  rule,
  { guests: [blind] },
  {
    fails: {
      "the catalogue's example: no graphics, no serial": [
        {},
        {
          severity: "medium",
          subject: "v1001",
          title: "v1001 has no console: neither a screen nor a serial port",
          observed: "no VNC or SPICE; no serial console",
        },
      ],
      "only after the next start": [
        { guests: [{ ...blind, devices: devices("cirrus", [screen("0.0.0.0")]), nextDevices: devices("none") }] },
        {
          severity: "medium",
          title: expect.stringContaining("after its next start"),
          observed: expect.stringContaining("in the stored definition"),
        },
      ],
      "a screen without a video device": [{ guests: [{ ...blind, devices: devices("none", [screen(null)]) }] }, "medium"],
      "vga: none on Proxmox": [{ guests: [vm("100", "a", { agent: false, devices: devices("none") })] }, "medium"],
      "vga: serial0 without that port": [
        { guests: [vm("100", "a", { agent: false, devices: devices("serial0") })] },
        { observed: "vga: serial0 without that port; no serial console" },
      ],
      "with a graphics card of its own": [
        { guests: [vm("100", "a", { agent: false, devices: devices("none"), hostDevices: [passedThrough("0000:01:00")] })] },
        "low",
      ],
      "with the guest agent it is half as bad": [{ guests: [vm("100", "a", { devices: devices("none") })] }, "low"],
    },
    passes: {
      "the catalogue's sound guest: a console of type pty": { guests: [{ ...blind, devices: devices("none", [], ["console0"]) }] },
      "vga: serial0 with serial0: socket": { guests: [vm("100", "a", { devices: devices("serial0", [], ["serial0"]) })] },
      "Proxmox's default screen": { guests: [vm("100", "a", { devices: devices("std") })] },
      "VNC of libvirt": { guests: [{ ...blind, devices: devices("virtio", [screen("127.0.0.1")]) }] },
      "a container is entered from the host": { guests: [container("101", "c", { devices: devices("none") })] },
      "a template": { guests: [{ ...blind, template: true }] },
    },
  },
);

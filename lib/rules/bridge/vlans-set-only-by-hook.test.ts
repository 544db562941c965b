import { expect, test } from "vitest";
import { hook } from "#lib/rules/testing/host-network-testing.ts";
import { port, vlanBridge } from "#lib/rules/testing/network-testing.ts";
import { type Case, describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { cite, guest, identity, nic } from "#lib/rules/testing/testing.ts";
import { vlansSetOnlyByHook as rule } from "./vlans-set-only-by-hook.ts";

const on = (name: string, device: string | null, over = {}) =>
  guest(name, { id: name, running: device !== null, nics: [nic({ device, bridge: "br-mgmt", ...over })] });
const bridges = (...ports: ReturnType<typeof port>[]) => [vlanBridge("br-mgmt", "1p", [port("eno8", "uplink", "1p 100"), ...ports])];
const served = port("vnet0", "guest", "100p");
const virsh = [cite("/etc/libvirt/hooks/qemu", 'for dev in $(virsh domiflist "$1")', 4)];

const outcome = (facts: Case) => judge(rule, facts).findings.map(({ severity, fingerprint }) => [severity, fingerprint.split("|").at(-1)]);
const always = ["info", "/etc/libvirt/hooks/qemu"];

describeNeeds(rule, { libvirtHooks: [hook()] });

test.each<[string, Case, unknown[]]>([
  ["a sound hook is worth a note", { libvirtHooks: [hook()] }, [always]],
  ["it is not executable", { libvirtHooks: [hook({ executable: false })] }, [["medium", "/etc/libvirt/hooks/qemu mode"], always]],
  [
    "others may write it",
    { libvirtHooks: [hook({ owner: "deploy", writableByOthers: true })] },
    [["medium", "/etc/libvirt/hooks/qemu mode"], always],
  ],
  [
    "it calls virsh back",
    { libvirtHooks: [hook({ virshLines: virsh, virshReadOnly: false })] },
    [["high", "/etc/libvirt/hooks/qemu virsh"], always],
  ],
  [
    "it asks virsh for something, read-only",
    { libvirtHooks: [hook({ virshLines: virsh, virshReadOnly: true })] },
    [["medium", "/etc/libvirt/hooks/qemu virsh"], always],
  ],
  [
    "a running guest that it missed",
    {
      libvirtHooks: [hook()],
      guests: [on("bind-01", "vnet0"), on("ise-03", "vnet1")],
      bridgeVlans: bridges(served, port("vnet1", "guest", "1p")),
    },
    [["medium", "/etc/libvirt/hooks/qemu br-mgmt guests"], always],
  ],
  [
    "its list lacks a guest that is off",
    {
      libvirtHooks: [hook({ guestList: ["bind-01"] })],
      guests: [on("bind-01", "vnet0"), on("ise-03", null)],
      bridgeVlans: bridges(served),
    },
    [["medium", "/etc/libvirt/hooks/qemu br-mgmt guests"], always],
  ],
  [
    "it serves every guest",
    { libvirtHooks: [hook()], guests: [on("bind-01", "vnet0"), on("ise-03", null)], bridgeVlans: bridges(served) },
    [always],
  ],
  [
    "a guest with a VLAN of its own definition",
    {
      libvirtHooks: [hook({ guestList: ["bind-01"] })],
      guests: [on("bind-01", "vnet0"), on("web", "vnet1", { vlanTag: 1 })],
      bridgeVlans: bridges(served, port("vnet1", "guest", "1p")),
    },
    [always],
  ],
  ["a hook for other purposes", { libvirtHooks: [hook({ vlanLines: [], pvids: [], virshLines: virsh, virshReadOnly: false })] }, []],
])("%s", (_, facts, expected) => {
  expect(outcome(facts)).toEqual(expected);
});

test("names the guest that was missed, and what libvirt 11 offers", () => {
  const { findings } = judge(rule, {
    libvirtHooks: [hook()],
    guests: [on("bind-01", "vnet0"), on("ise-03", "vnet1")],
    bridgeVlans: bridges(served, port("vnet1", "guest", "1p")),
    identity: identity({ hypervisorVersion: "11.3.0" }),
  });
  expect(findings[0]).toMatchObject({ subject: "ise-03", observed: "/etc/libvirt/hooks/qemu gives VLAN 100; ise-03 has PVID 1" });
  expect(findings[1]?.remedy.steps[0]).toContain("<vlan><tag id='100'/></vlan>");
});

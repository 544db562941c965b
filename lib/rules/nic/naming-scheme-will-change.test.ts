import { cardName } from "#lib/rules/testing/host-network-testing.ts";
import { configured, link, networkConfig, pin } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { namingSchemeWillChange as rule } from "./naming-scheme-will-change.ts";

const mac = "3c:fd:fe:00:00:01";
const card = (name: string) => [link(name, { index: 2, mac })];
const bridge = (port: string, pins: Parameters<typeof networkConfig>[1] = []) =>
  networkConfig([configured("vmbr0", { kind: "bridge", ports: [port], dhcp: true })], pins);
const kernels = (...releases: string[]) => ({
  bootState: {
    runningKernel: "6.5.13-5-pve",
    parameters: [],
    parametersAt: cite("/proc/cmdline", "quiet"),
    kernels: releases.map((release) => ({ release, initrd: true, at: cite("ls /boot", `vmlinuz-${release}`) })),
  } as never,
});

describeRule(
  rule,
  { networkConfig: bridge("enp1s0f0"), links: card("enp1s0f0"), cardNames: [cardName(2, { path: "enp1s0f0np0", slot: "ens1f0np0" })] },
  {
    fails: {
      "udev has another name for it": [
        {},
        {
          severity: "high",
          subject: "enp1s0f0",
          title: "enp1s0f0 will be called enp1s0f0np0: udev has that name for it already",
          observed: "enp1s0f0 is a port of vmbr0; udev's names for this card are enp1s0f0np0, ens1f0np0",
        },
      ],
      "a driver that begins to number its ports, and a newer kernel waits": [
        { cardNames: [cardName(2, { path: "enp1s0f0", driver: "i40e" })], ...kernels("6.5.13-5-pve", "6.8.12-1-pve") },
        {
          severity: "medium",
          confidence: "suspected",
          title: "enp1s0f0 may be called enp1s0f0np0 under the kernel that waits for the next boot",
        },
      ],
    },
    passes: {
      "udev has the same name": { cardNames: [cardName(2, { path: "enp1s0f0" })] },
      "the name is that of its slot, the path would be another": { cardNames: [cardName(2, { path: "enp0s3", slot: "enp1s0f0" })] },
      "a name of its own": { networkConfig: bridge("nic0", [pin("nic0", mac)]), links: card("nic0") },
      "a .link file keeps the name": { networkConfig: bridge("enp1s0f0", [pin("enp1s0f0", mac)]) },
      "enx<mac>": { networkConfig: bridge("enx3cfdfe000001"), links: card("enx3cfdfe000001") },
      "one virtio card eth0 with net.ifnames=0": { networkConfig: bridge("eth0"), links: card("eth0") },
      "another driver, and a newer kernel waits": {
        cardNames: [cardName(2, { path: "enp1s0f0", driver: "igb" })],
        ...kernels("6.8.12-1-pve"),
      },
      "its ports are numbered already": {
        networkConfig: bridge("enp1s0f0np0"),
        links: card("enp1s0f0np0"),
        cardNames: [cardName(2, { path: "enp1s0f0np0", driver: "i40e" })],
        ...kernels("6.8.12-1-pve"),
      },
      "no newer kernel": { cardNames: [cardName(2, { path: "enp1s0f0", driver: "i40e" })], ...kernels("6.5.13-5-pve", "6.2.16-20-pve") },
    },
  },
);

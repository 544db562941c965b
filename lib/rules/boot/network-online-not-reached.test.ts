import { service } from "#lib/rules/testing/boot-testing.ts";
import { configured, networkConfig } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { fstab, identity } from "#lib/rules/testing/testing.ts";
import { networkOnlineNotReached } from "./network-online-not-reached.ts";

const managed = (manager: "networkmanager" | "systemd-networkd" | "netplan" | "ifupdown") =>
  networkConfig([configured("eno1", { manager })]);
const wait = (manager: string, over = {}) => service(`${manager}-wait-online.service`, over);
const off = { unitFileState: "disabled", activeState: "inactive" };

describeRule(
  networkOnlineNotReached,
  {
    identity: identity(),
    fstab: fstab("nas:/a /a nfs nofail,_netdev 0 0"),
    services: [wait("NetworkManager", off)],
    networkConfig: managed("networkmanager"),
  },
  {
    fails: {
      "the service is off": [
        {},
        {
          severity: "low",
          title: "NetworkManager-wait-online.service is off: /a may be tried before the network is up",
          observed: "NetworkManager-wait-online.service: disabled, inactive; tried at boot: /a",
        },
      ],
      "it failed at this boot": [
        { networkConfig: managed("systemd-networkd"), services: [wait("systemd-networkd", { activeState: "failed" })] },
        { severity: "low", title: "systemd-networkd-wait-online.service failed at this boot: /a may be tried before the network is up" },
      ],
      masked: [{ services: [wait("NetworkManager", { loadState: "masked", unitFileState: "masked" })] }, "low"],
    },
    passes: {
      enabled: { services: [wait("NetworkManager")] },
      "ifupdown waits by itself": { networkConfig: managed("ifupdown") },
      "the other manager's service is off": { services: [wait("NetworkManager"), wait("systemd-networkd", off)] },
      "netplan by NetworkManager": { networkConfig: managed("netplan"), services: [wait("NetworkManager"), wait("systemd-networkd", off)] },
    },
    notApplicable: {
      "no network mount": { fstab: fstab("UUID=1 / ext4 defaults 0 1") },
      "all mounts are automounts": { fstab: fstab("nas:/a /a nfs nofail,x-systemd.automount 0 0") },
      "a container": { identity: identity({ virtualization: "lxc" }) },
    },
  },
);

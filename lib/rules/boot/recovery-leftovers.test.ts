import { bootState, service } from "#lib/rules/testing/boot-testing.ts";
import { declared } from "#lib/rules/testing/context-testing.ts";
import { clusterConfig, configured, networkConfig } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { blockDevice } from "#lib/rules/testing/storage-testing.ts";
import { fstab } from "#lib/rules/testing/testing.ts";
import { recoveryLeftovers } from "./recovery-leftovers.ts";

const masked = (unit: string) => service(unit, { loadState: "masked", unitFileState: "masked", activeState: "inactive" });
const sound = [service("pvedaemon.service"), service("pve-cluster.service"), service("ssh.service")];
const change = (over: object) => [
  declared({
    kind: "temporary-change",
    what: "ISE-01 out of the RADIUS group",
    owner: "net-team",
    expiresOn: "2026-04-01",
    undoneOn: null,
    ...over,
  }),
];
const commented = { services: sound, fstab: fstab("#UUID=1 /srv/local ext4 defaults 0 2"), mounts: [] };

describeRule(
  recoveryLeftovers,
  { services: [service("pvedaemon.service"), masked("pve-cluster.service")] },
  {
    fails: {
      "pve-cluster masked": [
        {},
        {
          severity: "high",
          subject: "pve-cluster.service is masked",
          fingerprint: "boot/recovery-leftovers|host:kvm-01|pve-cluster.service",
        },
      ],
      "corosync masked on a member of a cluster": [
        { services: [masked("corosync.service")], clusterConfig: clusterConfig("lab", ["pve1", "pve2"]) },
        "high",
      ],
      "libvirtd masked and nothing in its place": [{ services: [masked("libvirtd.service"), service("libvirt-guests.service")] }, "high"],
      "NetworkManager masked where it has the network": [
        { services: [masked("NetworkManager.service")], networkConfig: networkConfig([configured("eno1", { manager: "networkmanager" })]) },
        "high",
      ],
      "a boot into rescue mode": [
        { services: sound, bootState: bootState("6.8", null, { parameters: ["ro", "systemd.unit=rescue.target"] }) },
        { severity: "high", title: "Left over from an earlier repair: `systemd.unit=rescue.target` on the kernel command line" },
      ],
      "a shell instead of init": [{ services: sound, bootState: bootState("6.8", null, { parameters: ["init=/bin/sh"] }) }, "high"],
      "a commented line whose device is there": [
        { ...commented, blockDevices: [blockDevice("sdc1", { type: "part", uuid: "1" })] },
        { severity: "low", confidence: "suspected", subject: "/srv/local commented out in fstab although sdc1 is there" },
      ],
      "a temporary change past its end": [
        { services: sound, declared: change({}) },
        { severity: "medium", subject: "ISE-01 out of the RADIUS group (until 2026-04-01, net-team)" },
      ],
    },
    passes: {
      "nothing masked": { services: sound },
      "masked by the distribution or by policy": { services: [...sound, masked("hwclock.service"), masked("lm-sensors.service")] },
      "corosync masked on a stand-alone host": { services: [...sound, masked("corosync.service")] },
      "libvirtd masked where virtqemud is in its place": {
        services: [masked("libvirtd.service"), service("virtqemud.socket"), service("virtlogd.socket")],
      },
      "NetworkManager masked where ifupdown has the network": {
        services: [masked("NetworkManager.service")],
        networkConfig: networkConfig([configured("eno1")]),
      },
      "ssh by socket": { services: [masked("ssh.service"), service("ssh.socket")] },
      "a usual command line": {
        services: sound,
        bootState: bootState("6.8", null, { parameters: ["ro", "quiet", "console=ttyS1,115200"] }),
      },
      "a commented line whose device is gone": { ...commented, blockDevices: [blockDevice("sdd1", { uuid: "2" })] },
      "a commented line whose device is mounted elsewhere": {
        ...commented,
        blockDevices: [blockDevice("sdc1", { uuid: "1", mountPoints: ["/srv/new"] })],
      },
      "a commented network line": { ...commented, fstab: fstab("#nas:/a /a nfs defaults 0 0"), blockDevices: [] },
      "a temporary change that was undone": { services: sound, declared: change({ undoneOn: "2026-03-30" }) },
      "one that is still within its time": { services: sound, declared: change({ expiresOn: "2026-06-01" }) },
    },
  },
);

import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { consoleGuessed, consoleTold, isVirtual } from "#lib/rules/shared/out-of-band.ts";

export const noOutOfBandConsole = defineRule({
  id: "access/no-out-of-band-console",
  title: "No way to this host's console is known for the day its network is down",
  why: "A mistake in the network or a boot that stops takes SSH away. Without a console over another way every repair begins with a drive to the machine.",
  scope: "host",
  scenarios: ["network-change", "reboot", "power-loss", "nas-loss"],
  likelihood: 2,
  impact: 4,
  postmortems: ["kvm-pair-panic-reboot", "nfs-hang-takes-cluster-network", "vps-nic-renamed-by-display-removal"],
  references: ["ipmitool(1)"],
  needs: ["identity", "declared"],
  wants: ["bmcNetwork", "pciDevices"],
  check({ identity, declared, bmcNetwork, pciDevices }) {
    if (isVirtual(identity, pciDevices)) throw new NotApplicable("a virtual machine: its console is its host's matter");
    if (declared.some(({ kind }) => kind === "out-of-band")) return [];
    if (bmcNetwork?.address != null) return [];
    return [bmcNetwork ? consoleTold(identity, bmcNetwork) : consoleGuessed(identity, pciDevices)];
  },
  remedy: {
    steps: [
      "Set up what the board has (BMC, Intel AMT, a serial port), or add a KVM over IP; declare it here with its address and the day of its last test",
      "Where a person is close by within half an hour, declare that person instead",
    ],
    risk: "A console belongs into a network of its own, without default passwords.",
    verify: "ipmitool lan print 1",
  },
});

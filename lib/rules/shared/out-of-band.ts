import type { BmcNetwork } from "#lib/facts/bmc-network.ts";
import type { Declaration } from "#lib/facts/declared.ts";
import type { Guests } from "#lib/facts/guests.ts";
import type { Identity } from "#lib/facts/identity.ts";
import type { Names } from "#lib/facts/names.ts";
import type { Neighbours } from "#lib/facts/neighbours.ts";
import type { PciDevices } from "#lib/facts/pci-devices.ts";
import { type Observation, Undecidable } from "#lib/rules/rule.ts";
import { guestAt } from "./guest-addresses.ts";
import { guestLabel } from "./guest-disks.ts";
import { hostsFile } from "./hosts-file.ts";
import { isAddress } from "./ip-address.ts";

/** A way to the console that somebody declared. */
export type Console = Extract<Declaration, { kind: "out-of-band" }>;

/** Display adapters that only management controllers have: ASPEED, Matrox G200 of servers, HPE iLO, Emulex Pilot, Huawei, XGI. */
const controllerDisplay = /^(1a03:|102b:05|103c:33|1590:|19a2:|19e5:1711|126f:)/;

/** Vendors of devices that only hypervisors show: virtio, QEMU, Cirrus of QEMU, VMware, VirtualBox, Xen, Hyper-V, Google, Amazon. */
const virtualVendor = /^(1af4|1b36|1234|1013|15ad|80ee|5853|1414|1ae0|1d0f):/;

/** Whether the host is a guest: by the word of its system, else by its devices. False where neither says so. */
export function isVirtual({ virtualization }: Identity, devices: PciDevices | undefined): boolean {
  if (virtualization !== null) return virtualization !== "none";
  return (devices ?? []).some(({ deviceId }) => virtualVendor.test(deviceId ?? ""));
}

/** What the controller, or the firmware, says of itself. */
export function consoleTold({ hostname }: Identity, { controller, at }: BmcNetwork): Observation {
  if (controller === "none") {
    return {
      subject: hostname,
      key: "console",
      title: `${hostname} has no management controller (BMC, IPMI), and no other console is declared`,
      observed: "the firmware's tables list no controller of type 38; no console declared",
      expected: "a BMC with an address, a KVM over IP, a serial console, or a person nearby",
      cite: [at],
    };
  }
  return {
    subject: hostname,
    key: "console",
    title: `The management controller of ${hostname} has no address: its console cannot be reached`,
    observed: at.text.trim(),
    expected: "an address in a network that does not hang on this host",
    cite: [at],
    remedy: {
      steps: [
        "Give it an address: `ipmitool lan set 1 ipsrc static`, `ipmitool lan set 1 ipaddr <address>`, netmask and gateway likewise",
        "Log in once from another machine, open the console, and declare it here with the day",
      ],
      verify: "ipmitool lan print 1",
    },
  };
}

/** Without the controller's own word: a server board shows one by its display adapter. */
export function consoleGuessed({ hostname }: Identity, devices: PciDevices | undefined): Observation {
  if (!devices) throw new Undecidable("neither the management controller nor the PCI devices could be read");
  if (devices.some(({ deviceId }) => controllerDisplay.test(deviceId ?? ""))) {
    throw new Undecidable("there is a management controller, and its address could not be read: install ipmitool, or declare the console");
  }
  if (!devices.some(({ classId }) => classId === "0300")) {
    throw new Undecidable("no display adapter is listed, by which a management controller could be told, and ipmitool gave no answer");
  }
  if (devices.some(({ at }) => /KT Redirection|Active Management Technology/i.test(at.text))) {
    throw new Undecidable("the chipset has Intel AMT; whether it is set up is not seen from here: declare the console");
  }
  return {
    subject: hostname,
    key: "console",
    title: `${hostname} shows no management controller (BMC, IPMI), and no other console is declared`,
    observed: "no display adapter of a BMC among the PCI devices, no answer of ipmitool; no out-of-band console declared",
    expected: "a BMC with an address, a KVM over IP, a serial console, or a person nearby",
    cite: devices
      .filter(({ classId }) => classId.startsWith("03"))
      .map(({ at }) => at)
      .slice(0, 2),
    impact: 3,
    confidence: "inferred",
  };
}

/** A console that somebody declared to hang on the host. */
export function sharedNetwork({ address, by }: Console): Observation {
  return {
    subject: address,
    title: `The console at ${address} is reached through this host or its network`,
    observed: `declared: ${by} at ${address}, shares the network of this host`,
    expected: "a way that stays when this host and its guests are down",
    cite: [{ source: "declared", line: 1, text: `${by} ${address}: shares the network of the host` }],
  };
}

/** A controller whose way out is a guest of its own host. */
export function gatewayIsGuest(bmc: BmcNetwork, guests: Guests | undefined, neighbours: Neighbours | undefined): Observation[] {
  const router = bmc.gateway === null ? undefined : guestAt(bmc.gateway, guests, neighbours);
  if (!router || bmc.gateway === null) return [];
  return [
    {
      subject: bmc.address ?? "BMC",
      key: "gateway",
      title: `The gateway of the management controller is ${guestLabel(router)}, a guest of this very host`,
      observed: `BMC ${bmc.address}, gateway ${bmc.gateway} = ${guestLabel(router)}`,
      expected: "a gateway that runs when this host does not",
      cite: [bmc.at, router.at],
      confidence: "inferred",
    },
  ];
}

/** A console by name alone needs DNS, unless the name stands in the hosts file, too. */
export function consolesByName(consoles: readonly Console[], names: Names | undefined): Observation[] {
  const known = names ? hostsFile(names) : () => [];
  return consoles.flatMap(({ address, by }) => {
    const name = address.replace(/^[a-z]+:\/\//i, "").split(/[:/\s]/)[0] ?? "";
    if (by === "provider-panel" || isAddress(name) || !/^[\w-]+(\.[\w-]+)+$/.test(name) || known(name).length > 0) return [];
    return [
      {
        subject: name,
        title: `The console is known by name only: without DNS nobody finds ${name}`,
        observed: `declared: ${by} at ${address}`,
        expected: "its IP address beside the name",
        cite: [{ source: "declared", line: 1, text: `${by} ${address}` }],
        impact: 2 as const,
      },
    ];
  });
}

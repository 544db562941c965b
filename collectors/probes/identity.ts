import { defineProbe } from "#collectors/probe.ts";
import { clockOf, isSystemd, machineOf, numberOrNull, osOf, systemOf, virtualizationOf, wordOrNull } from "./parse/identity.ts";
import { firstSuccess } from "./parse/sections.ts";

/** Who the host is: files alone where they tell; `pveversion` is a Perl start and runs only where Proxmox's version file is not there. */
export const identity = defineProbe({
  id: "identity",
  fact: "identity",
  systems: ["linux"],
  sources: {
    hostname: { read: "/proc/sys/kernel/hostname", optional: true },
    nodeName: { exec: ["uname", "-n"], unless: "hostname", optional: true },
    kernel: { read: "/proc/sys/kernel/osrelease", optional: true },
    release: { exec: ["uname", "-r"], unless: "kernel", optional: true },
    architecture: { exec: ["uname", "-m"], optional: true },
    machineId: { read: "/etc/machine-id", optional: true },
    bootId: { read: "/proc/sys/kernel/random/boot_id", optional: true },
    osRelease: { read: "/etc/os-release", optional: true },
    vendorRelease: { read: "/usr/lib/os-release", optional: true },
    uptime: { read: "/proc/uptime", optional: true },
    clock: { exec: ["date", "+%s"], optional: true },
    firstProcess: { read: "/proc/1/comm", optional: true },
    // sd_booted(3): what there is for logins that may not see the first process.
    systemdFolder: { exec: ["ls", "-d", "/run/systemd/system"], unless: "firstProcess", optional: true },
    virtualization: { exec: ["systemd-detect-virt"], optional: true },
    vendor: { read: "/sys/class/dmi/id/sys_vendor", optional: true },
    product: { read: "/sys/class/dmi/id/product_name", optional: true },
    proxmoxVersion: { read: "/usr/share/perl5/PVE/pvecfg.pm", optional: true },
    pveversion: { exec: ["pveversion"], unless: "proxmoxVersion", optional: true, timeoutSeconds: 10 },
    virsh: { exec: ["virsh", "--version"], optional: true },
    libvirtd: { exec: ["libvirtd", "--version"], unless: "virsh", optional: true },
  },
  parse(sections) {
    const hostname = firstSuccess([...sections.hostname, sections.nodeName], "host name").text.trim();
    const kernel = firstSuccess([...sections.kernel, sections.release], "kernel release").text.trim();
    if (hostname === "" || kernel === "") throw new Error("the kernel tells no host name or no release");
    return {
      hostname,
      machineId: wordOrNull(sections.machineId),
      bootId: wordOrNull(sections.bootId),
      kernel,
      architecture: wordOrNull([sections.architecture]),
      os: osOf([...sections.osRelease, ...sections.vendorRelease]),
      ...systemOf(sections),
      init: isSystemd(sections.firstProcess, sections.systemdFolder) ? "systemd" : "other",
      virtualization: virtualizationOf(sections.virtualization) ?? machineOf([...sections.vendor, ...sections.product]),
      uptimeSeconds: numberOrNull(sections.uptime),
      clock: clockOf(sections.clock),
    };
  },
});

import { defineRule, NotApplicable } from "#lib/rules/rule.ts";

export const foreignKernel = defineRule({
  id: "updates/foreign-kernel",
  title: "A Proxmox node runs a kernel that is not Proxmox's own",
  why: "Nobody tests QEMU, ZFS and the cluster with this kernel, its security fixes come from elsewhere or not at all, and an update of Proxmox may leave it behind without its modules.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 2,
  impact: 2,
  postmortems: ["quorum-lost-lxc-blocked"],
  references: ["https://pve.proxmox.com/wiki/Proxmox_VE_Kernel"],
  needs: ["identity"],
  wants: ["packages", "bootState"],
  check({ identity, packages, bootState }) {
    if (identity.system !== "proxmox") throw new NotApplicable("no Proxmox node: its distribution's kernels are many");
    if (identity.virtualization === "lxc") throw new NotApplicable("a container runs the kernel of its host");
    if (/-pve(-\w+)?$/.test(identity.kernel)) return [];
    const own = bootState?.kernels?.filter(({ release }) => /-pve$/.test(release)) ?? [];
    const origin = packages?.origins.find(({ uri }) => /edge|xanmod|liquorix|zabbly|deb-multimedia/i.test(uri));
    const debian = /-(amd64|arm64)$/.test(identity.kernel);
    return [
      {
        subject: identity.kernel,
        key: "kernel",
        title: `This node runs ${identity.kernel}, which is not a pve kernel`,
        observed: `running: ${identity.kernel}${debian ? " (Debian's own)" : ""}${own.length > 0 ? `; also installed: ${own.map(({ release }) => release).join(", ")}` : ""}`,
        expected: "a kernel of Proxmox, whose release ends in -pve",
        cite: [bootState?.parametersAt ?? { source: "uname -r", line: 1, text: identity.kernel }, ...(origin ? [origin.at] : [])],
      },
    ];
  },
  remedy: {
    steps: [
      "Look for what needs this kernel; opt-in kernels of Proxmox cover new hardware: `apt-cache search proxmox-kernel`",
      "Boot Proxmox's kernel in a window: `proxmox-boot-tool kernel pin <release> --next-boot`",
    ],
    risk: "Hardware that only the other kernel knows, and names of network cards.",
    verify: "uname -r",
  },
});

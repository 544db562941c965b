import { defineProbe } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { menuEntries, modulesOf, proxmoxBootUuids, rebootRequired, startDelay } from "./parse/boot-files.ts";
import { firmwareOf, installDevices, pinnedKernel } from "./parse/boot-loader.ts";
import { fieldsOf } from "./parse/escapes.ts";
import { kernelsOf } from "./parse/kernels.ts";
import { firstSuccess, linesOf, succeeded } from "./parse/sections.ts";

/** What was booted and what will be. `proxmox-boot-tool status` is not asked: it mounts the boot partitions. */
export const bootState = defineProbe({
  id: "boot-state",
  fact: "bootState",
  systems: ["linux"],
  sources: {
    cmdline: { read: "/proc/cmdline" },
    kernel: { read: "/proc/sys/kernel/osrelease", optional: true },
    release: { exec: ["uname", "-r"], unless: "kernel", optional: true },
    boot: { exec: ["ls", "-1", "/boot"], optional: true },
    modules: { exec: ["ls", "-1", "/lib/modules"], optional: true },
    selected: { exec: ["proxmox-boot-tool", "kernel", "list"], root: true, lane: "slow", timeoutSeconds: 10, optional: true },
    // A pin for one boot goes before the lasting one.
    nextPin: { read: "/etc/kernel/next-boot-pin", optional: true },
    pin: { read: "/etc/kernel/proxmox-boot-pin", optional: true },
    uuids: { read: "/etc/kernel/proxmox-boot-uuids", optional: true },
    grubDefaults: { read: "/etc/default/grub", optional: true },
    grubMenu: { read: "/boot/grub/grub.cfg", root: true, optional: true },
    grub2Menu: { read: "/boot/grub2/grub.cfg", root: true, optional: true },
    grubEnvironment: { read: "/boot/grub/grubenv", root: true, optional: true },
    grub2Environment: { read: "/boot/grub2/grubenv", root: true, optional: true },
    grubby: { exec: ["grubby", "--default-kernel"], root: true, lane: "slow", timeoutSeconds: 10, optional: true },
    loaderEntries: { read: "/boot/loader/entries/*.conf", root: true, optional: true },
    firmware: { exec: ["efibootmgr", "-v"], optional: true },
    debconf: { exec: ["debconf-show", "grub-pc"], lane: "slow", timeoutSeconds: 10, optional: true },
    diskIds: { exec: ["ls", "-l", "/dev/disk/by-id"], optional: true },
    initramfs: { read: "/etc/initramfs-tools/initramfs.conf", optional: true },
    initramfsParts: { read: "/etc/initramfs-tools/conf.d/*", optional: true },
    nodeConfig: { read: "/etc/pve/local/config", root: true, optional: true },
    rebootRequired: { read: "/run/reboot-required", optional: true },
    rebootPackages: { read: "/run/reboot-required.pkgs", optional: true },
  },
  parse(sections) {
    const cmdline = firstSuccess(sections.cmdline, "kernel command line");
    const runningKernel = firstSuccess([...sections.kernel, sections.release], "kernel release").text.trim();
    if (runningKernel === "" || cmdline.text.trim() === "") throw new Error("the kernel tells no release or no command line");
    const environments = [...sections.grubEnvironment, ...sections.grub2Environment];
    return {
      runningKernel,
      parameters: fieldsOf(linesOf(cmdline.text)[0] ?? ""),
      parametersAt: citeLine(cmdline.source, linesOf(cmdline.text), 0),
      kernels: kernelsOf(sections.boot, sections.selected),
      moduleFolders: succeeded(sections.modules) ? linesOf(sections.modules.text).filter((line) => /^\d/.test(line)) : null,
      pinned: pinnedKernel([...sections.nextPin, ...sections.pin], sections.selected, sections.grubby, environments, sections.grubDefaults),
      entries: menuEntries([...sections.grubMenu, ...sections.grub2Menu], sections.loaderEntries),
      rebootRequired: rebootRequired(sections.rebootRequired, sections.rebootPackages),
      grubInstallDevices: installDevices(sections.debconf, sections.diskIds),
      firmware: firmwareOf(sections.firmware),
      proxmoxBootUuids: proxmoxBootUuids(sections.uuids),
      startDelaySeconds: startDelay(sections.nodeConfig),
      initramfsModules: modulesOf([...sections.initramfs, ...sections.initramfsParts]),
    };
  },
});

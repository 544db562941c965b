import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { nextKernel } from "./parts/next-kernel.ts";

/** Packages whose new version only a reboot brings into use. */
const lowLevel = /^(linux-|kernel|proxmox-kernel|pve-kernel|intel-microcode|amd64-microcode|microcode_ctl|libc6|glibc|systemd|dbus|libssl)/;
const kernelPackage = /^(linux-(image|headers|modules|base)|kernel|proxmox-kernel|pve-kernel)/;

export const kernelInstalledNotBooted = defineRule({
  id: "updates/kernel-installed-not-booted",
  title: "Another kernel than the running one waits for the next boot",
  why: "The next reboot, planned or not, is also a kernel upgrade: drivers and names of network cards may differ, and it happens in the middle of an outage.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 3,
  impact: 2,
  postmortems: ["latent-boot-config"],
  references: ["https://pve.proxmox.com/pve-docs/pve-admin-guide.html#sysboot"],
  needs: ["bootState", "identity"],
  check({ bootState, identity }) {
    if (isContainer(identity)) throw new NotApplicable("a container runs the kernel of its host");
    const { runningKernel: running, kernels, moduleFolders, rebootRequired } = bootState;
    const next = nextKernel(bootState);
    const waits = next !== undefined && next !== running;
    const modulesGone = moduleFolders !== null && moduleFolders.length > 0 && !moduleFolders.includes(running);
    const wanted = (rebootRequired?.packages ?? []).filter((name) => lowLevel.test(name));
    if (kernels === null && rebootRequired === null && !modulesGone) {
      throw new NotApplicable("neither /boot nor the boot loader's tool names a kernel");
    }
    if (!waits && !modulesGone && rebootRequired === null) return [];
    const title = modulesGone
      ? `The modules of the running kernel ${running} are gone: what is not loaded yet cannot be loaded before a reboot`
      : waits
        ? `${running} runs, and the next boot starts ${next}`
        : "Updated packages wait for a reboot";
    const nextAt = kernels?.find(({ release }) => release === next)?.at;
    return [
      {
        subject: waits ? next : (wanted[0] ?? running),
        key: "kernel",
        title,
        observed: [
          `running: ${running}`,
          ...(waits ? [`next boot: ${next}`] : []),
          ...(modulesGone ? [`/lib/modules holds ${listed(moduleFolders)}`] : []),
          ...(rebootRequired ? [`reboot-required${wanted.length > 0 ? ` because of ${listed(wanted)}` : " is set"}`] : []),
        ].join("; "),
        expected: "the running kernel is the one that the next boot starts",
        cite: [
          ...(waits && nextAt ? [nextAt] : []),
          ...(rebootRequired ? [rebootRequired.at] : []),
          ...(modulesGone ? [bootState.parametersAt] : []),
        ],
        impact: modulesGone ? 3 : waits || wanted.some((name) => kernelPackage.test(name)) ? 2 : 1,
      },
    ];
  },
  remedy: {
    steps: [
      "Pin the names of the network cards first, and look for modules that are built outside the kernel: `dkms status`",
      "Move the guests away and reboot in a window, with the console open",
    ],
    risk: "Cards may come up under other names, and modules from outside the kernel may be missing.",
    verify: "uname -r",
  },
});

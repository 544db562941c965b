import type { Packages } from "#lib/facts/packages.ts";
import { defineRule } from "#lib/rules/rule.ts";
import { counted, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";

/** What a boot, the network, storage, the cluster or guests hang on. */
const core =
  /^(linux-image|proxmox-kernel|pve-|proxmox-ve|qemu|corosync|libknet|libnozzle|kronosnet|libcorosync|libqb|libnss3|libvotequorum|libquorum|ceph|libvirt|zfs|libzfs|lvm2|mdadm|grub|shim|systemd|udev|libc6|glibc|initramfs-tools|dracut|ifupdown|network-manager|netplan|openvswitch|lxc|docker|containerd|kernel|dpkg|apt|openssh)/;
/** Only a trigger is waiting: the package itself is whole. */
const triggersOnly = /^.[tW]$/;

export const halfInstalledPackages = defineRule({
  id: "updates/half-installed-packages",
  title: "Packages are neither whole nor gone",
  why: "An update stopped half way. What runs is still the old program in memory; the next start loads a mixture of old and new parts, or nothing.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 3,
  impact: 3,
  postmortems: ["partial-upgrade-corosync", "docker-unless-stopped-upgrade", "quorum-lost-lxc-blocked"],
  references: ["dpkg(1)", "rpm(8)"],
  needs: ["packages"],
  check({ packages }) {
    const { broken, held, manager } = packages;
    const real = broken.filter(({ state }) => !triggersOnly.test(state));
    if (broken.length === 0) return [];
    const important = real.filter(({ name }) => core.test(name));
    const shown =
      important.length > 0 ? [...important, ...real.filter((one) => !important.includes(one))] : real.length > 0 ? real : broken;
    const heldCore = held.filter(({ name }) => core.test(name));
    const words = manager === "dpkg" ? "half installed or half configured" : "installed in two versions";
    return [
      {
        subject: listed([...shown, ...heldCore].map(({ name }) => name)),
        key: "packages",
        title:
          real.length > 0
            ? `${counted(real.length, "package")} ${real.length === 1 ? "is" : "are"} ${words}: ${listed(shown.map(({ name }) => name))}`
            : `${counted(broken.length, "package")} ${broken.length === 1 ? "waits" : "wait"} for a trigger`,
        observed: [
          ...shown.slice(0, 8).map(({ name, version, state }) => `${name} ${version} (${state})`),
          ...(shown.length > 8 ? [`${shown.length - 8} more`] : []),
          ...(heldCore.length > 0 ? [`held back: ${listed(heldCore.map(({ name, version }) => `${name} ${version}`))}`] : []),
        ].join("; "),
        expected:
          manager === "dpkg" ? "every package in state ii, and no part held back beside a newer one" : "one version of each package",
        cite: [...shown, ...heldCore].slice(0, maximumCites).map(({ at }) => at),
        impact: important.length > 0 ? 3 : real.length > 0 ? 2 : 1,
        remedy: { steps: stepsFor(packages) },
      },
    ];
  },
  remedy: {
    steps: ["Finish the update in a window"],
    risk: "Finishing starts services again, corosync and libvirt among them: move the guests away first.",
    verify: "dpkg --audit || rpm -qa | sort",
  },
});

function stepsFor({ manager, held }: Packages): string[] {
  if (manager === "rpm") return ["See what stopped: `dnf history`", "Remove the older copies: `dnf remove --duplicates`"];
  const names = held.slice(0, 4).map(({ name }) => shellWord(name));
  return [
    "See what stopped: `dpkg --audit`",
    ...(names.length > 0
      ? [`Ask why these are held, and let them go where nothing speaks against it: \`apt-mark unhold ${names.join(" ")}\``]
      : []),
    "Finish it: `dpkg --configure -a`, then `apt-get -f install` and the rest of the update",
  ];
}

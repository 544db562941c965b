import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable, NotReadable } from "#collectors/probe.ts";
import type { ConfiguredInterface, NetworkConfig } from "#lib/facts/network-config.ts";
import { interfacesFromIfcfg } from "./parse/ifcfg.ts";
import { ifupdown, netplan, networkManager, readable } from "./parse/managers.ts";
import { pinsOfLinkFile, pinsOfUdevRules } from "./parse/name-pins.ts";
import { interfacesFromNetworkd } from "./parse/networkd.ts";
import { pendingEdits } from "./parse/pending-interfaces.ts";
import { allFiles } from "./parse/presence.ts";
import { filesRead, succeeded } from "./parse/sections.ts";

/** Each item cites its line, and one hostile line can name thousands: the fact must not grow to hundreds of times what was read. */
const maximumItems = 4096;

/**
 * What the next boot will build, by every manager whose files are there. Netplan's files and NetworkManager's profiles are for root
 * alone: where they are denied, what netplan generated and nmcli(1), which hides secrets, answer instead.
 */
export const networkConfig = defineProbe({
  id: "network-config",
  fact: "networkConfig",
  systems: ["linux"],
  sources: {
    interfaces: { read: "/etc/network/interfaces", optional: true },
    interfacesMore: { read: "/etc/network/interfaces.d/*", optional: true },
    interfacesNew: { read: "/etc/network/interfaces.new", optional: true },
    netplan: { read: "/etc/netplan/*.yaml", optional: true },
    netplanAsRoot: { read: "/etc/netplan/*.yaml", root: true, optional: true },
    generatedNetworks: { read: "/run/systemd/network/*-netplan-*.network", optional: true },
    generatedNetdevs: { read: "/run/systemd/network/*-netplan-*.netdev", optional: true },
    keyfiles: { read: "/etc/NetworkManager/system-connections/*.nmconnection", optional: true },
    keyfilesAsRoot: { read: "/etc/NetworkManager/system-connections/*.nmconnection", root: true, optional: true },
    profiles: {
      list: ["nmcli", "-t", "-f", "UUID", "connection", "show"],
      exec: ["nmcli", "-t", "connection", "show", "{}"],
      optional: true,
      lane: "slow",
      maximumItems: 64,
    },
    networks: { read: "/etc/systemd/network/*.network", optional: true },
    netdevs: { read: "/etc/systemd/network/*.netdev", optional: true },
    ifcfg: { read: "/etc/sysconfig/network-scripts/ifcfg-*", optional: true },
    linkFiles: { read: "/etc/systemd/network/*.link", optional: true },
    localLinkFiles: { read: "/usr/local/lib/systemd/network/*.link", optional: true },
    udevRules: { read: "/etc/udev/rules.d/*.rules", optional: true },
    cmdline: { read: "/proc/cmdline", optional: true },
    init: { read: "/proc/1/comm", optional: true },
  },
  parse(sections) {
    const interfaces = [
      ...ifupdown(sections.interfaces, sections.interfacesMore),
      ...netplan(readable(sections.netplan, sections.netplanAsRoot), sections.generatedNetworks, sections.generatedNetdevs),
      ...networkManager(readable(sections.keyfiles, sections.keyfilesAsRoot), sections.profiles),
      ...interfacesFromNetworkd(allFiles(sections.networks, "networks"), allFiles(sections.netdevs, "netdevs"), "systemd-networkd"),
      ...interfacesFromIfcfg(allFiles(sections.ifcfg, "network scripts")),
    ];
    const linkFiles = allFiles([...sections.linkFiles, ...sections.localLinkFiles], "link files");
    const pins = [...linkFiles.flatMap(pinsOfLinkFile), ...allFiles(sections.udevRules, "udev rules").flatMap(pinsOfUdevRules)];
    if (interfaces.length + pins.length > maximumItems) throw new NotReadable("oversized", `more than ${maximumItems} interfaces and pins`);
    const { pending, pendingAdded, pendingRemoved } = pendingEdits(sections.interfaces, sections.interfacesNew);
    if (interfaces.length + pins.length === 0 && pending === null) throw nothingDeclared(Object.values(sections).flat(), sections.init);
    return {
      managers: managersOf(interfaces),
      interfaces,
      pins,
      kernelNames: hasKernelNames(sections.cmdline),
      pending,
      pendingAdded,
      pendingRemoved,
    };
  },
});

/**
 * No interface is named: proven by files of a known manager that name none, or by a first process that is no init system, as in a
 * container, whose network is made from outside. Else something unknown configures this host.
 */
function nothingDeclared(sections: readonly Section[], init: readonly Section[]): Error {
  const isKnown = sections.some((section) => succeeded(section) && !section.source.startsWith("/proc/"));
  if (isKnown) return new NotApplicable("the network configuration names no interface");
  const first = filesRead(init)[0]?.text.trim();
  if (first !== undefined && !initSystems.has(first)) return new NotApplicable("its network is made from outside: it runs no init system");
  return new NotReadable(
    "unparsable",
    "neither ifupdown, netplan, NetworkManager, systemd-networkd nor network scripts configure this host",
  );
}

/** Names that the first process has where the host brings its own network up (proc_pid_comm(5)). */
const initSystems = new Set(["systemd", "init", "openrc-init", "runit", "s6-svscan", "dinit", ""]);

/** Those that declare more than the loopback, which Debian's file does on a host that something else configures. */
function managersOf(interfaces: readonly ConfiguredInterface[]): NetworkConfig["managers"] {
  return [...new Set(interfaces.filter((one) => one.kind !== "loopback").map((one) => one.manager))].sort();
}

function hasKernelNames(cmdline: readonly Section[]): boolean {
  return /(?:^|\s)net\.ifnames=0(?:\s|$)/.test(filesRead(cmdline)[0]?.text ?? "");
}

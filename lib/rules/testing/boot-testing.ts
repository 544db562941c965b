import type { Accounts, SshServer } from "#lib/facts/accounts.ts";
import type { BmcNetwork } from "#lib/facts/bmc-network.ts";
import type { BootEntry, BootState } from "#lib/facts/boot-state.ts";
import type { CloudInit } from "#lib/facts/cloud-init.ts";
import type { AutomaticUpdates, Packages } from "#lib/facts/packages.ts";
import type { Service } from "#lib/facts/services.ts";
import { cite } from "./testing.ts";

/** Facts about boot, login and packages for tests of rules, one line each. Nothing of the product imports this. */

/** bootState("6.8.4-2-pve", ["6.8.4-2-pve", "6.8.12-4-pve"]): running, then installed, each with its initial RAM disk. */
export function bootState(runningKernel: string, releases: string[] | null = null, over: Partial<BootState> = {}): BootState {
  return {
    runningKernel,
    parameters: ["root=/dev/mapper/pve-root", "ro", "quiet"],
    parametersAt: cite("/proc/cmdline", "root=/dev/mapper/pve-root ro quiet"),
    kernels:
      releases?.map((release, index) => ({ release, initrd: true, at: cite("ls -1 /boot", `vmlinuz-${release}`, index + 1) })) ?? null,
    moduleFolders: null,
    pinned: null,
    entries: null,
    rebootRequired: null,
    grubInstallDevices: null,
    firmware: null,
    proxmoxBootUuids: null,
    startDelaySeconds: null,
    initramfsModules: null,
    ...over,
  };
}

/** bootEntry("6.1.0-40-amd64", "UUID=…"). */
export function bootEntry(kernel: string, root: string, title = "Debian GNU/Linux"): BootEntry {
  return { title, kernel, root, at: cite("/boot/grub/grub.cfg", `linux /boot/vmlinuz-${kernel} root=${root} ro`, 17) };
}

/** service("pve-guests.service"): enabled and active, with no drop-in. */
export function service(unit: string, over: Partial<Service> = {}): Service {
  return {
    unit,
    loadState: "loaded",
    activeState: "active",
    subState: "running",
    result: "success",
    unitFileState: "enabled",
    restarts: 0,
    after: [],
    requires: [],
    requiresMountsFor: [],
    wantsMountsFor: [],
    dropIns: [],
    execStartPre: null,
    timeoutStart: "1min 30s",
    at: cite("systemctl show", `Id=${unit}`),
    ...over,
  };
}

/** packages("corosync 3.1.9", "iU libnozzle1t64 1.30", "hi libknet1t64 1.28"): whole, not whole, held. */
export function packages(...rows: string[]): Packages {
  const read = rows.map((text, index) => {
    const words = text.split(" ");
    const [state = "", name = "", version = ""] = words.length === 3 ? words : ["ii", ...words];
    return { state, name, version, at: cite("dpkg-query -W", text, index + 1) };
  });
  const named = ({ name, version, at }: (typeof read)[number]) => ({ name, version, at });
  return {
    manager: "dpkg",
    parts: read.map(named),
    broken: read.filter(({ state }) => state[1] !== "i").map((row) => ({ ...named(row), state: row.state })),
    held: read.filter(({ state }) => state.startsWith("h")).map(named),
    pending: null,
    origins: [],
  };
}

export function automaticUpdates(over: Partial<AutomaticUpdates> = {}): AutomaticUpdates {
  return {
    by: "unattended-upgrades",
    installs: true,
    installsAt: cite("/etc/apt/apt.conf.d/20auto-upgrades", 'APT::Periodic::Unattended-Upgrade "1";'),
    reboots: true,
    rebootsAt: cite("/etc/apt/apt.conf.d/50unattended-upgrades", 'Unattended-Upgrade::Automatic-Reboot "true";', 80),
    rebootTime: null,
    leavesAlone: [],
    ...over,
  };
}

/** A root with a password and one administrator with a local home. */
export function accounts(over: Partial<Accounts> = {}): Accounts {
  return {
    root: { password: "set", changedOn: "2025-03-11", at: cite("passwd -S root", "root P 2025-03-11 0 99999 7 -1") },
    emergencyShellOpen: false,
    users: [user("root", 0, "/root"), user("ops", 1000, "/home/ops")],
    sources: { services: ["files", "systemd"], at: cite("/etc/nsswitch.conf", "passwd: files systemd", 7) },
    loginCalls: [],
    ...over,
  };
}

export function user(name: string, uid: number, home: string): Accounts["users"][number] {
  return { name, uid, home, shell: "/bin/bash", at: cite("/etc/passwd", `${name}:x:${uid}:${uid}::${home}:/bin/bash`) };
}

export function sshServer(over: Partial<SshServer> = {}): SshServer {
  return {
    useDns: false,
    permitRootLogin: "prohibit-password",
    passwordAuthentication: false,
    authorizedKeysCommand: null,
    authorizedKeysFiles: [".ssh/authorized_keys"],
    useDnsAt: cite("sshd -T", "usedns no"),
    keysCommandAt: null,
    at: cite("sshd -T", "port 22"),
    ...over,
  };
}

/** bmcNetwork("10.50.99.11"); null for a controller without an address. */
export function bmcNetwork(address: string | null, over: Partial<BmcNetwork> = {}): BmcNetwork {
  const at = cite("ipmitool lan print 1", `IP Address              : ${address ?? "0.0.0.0"}`, 3);
  return {
    controller: "present",
    address,
    prefixLength: 24,
    gateway: null,
    mac: null,
    addressSource: "Static Address",
    vlan: null,
    at,
    ...over,
  };
}

export function cloudInit(over: Partial<CloudInit> = {}): CloudInit {
  const at = cite("/etc/cloud/cloud.cfg", "users:");
  return { disabledBy: null, networkDisabled: null, managesHosts: null, written: [], at, ...over };
}

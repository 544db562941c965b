import type { Section } from "#collectors/probe.ts";
import { type Cite, citeLine } from "#lib/facts/cite.ts";
import type { Packages } from "#lib/facts/packages.ts";
import { fieldsOf } from "./escapes.ts";
import { filesRead, linesOf, succeeded } from "./sections.ts";

/** What a hypervisor is made of, by the names of Debian, Proxmox, Ubuntu and RHEL; an architecture behind a colon is cut off before. */
const parts =
  /^(proxmox-ve|pve-(manager|cluster|qemu-kvm|container|ha-manager|firewall)|qemu-server|lxc-pve|corosync|corosync-qdevice|corosynclib|libknet1(t64)?|libqb100|kronosnet|libnozzle1(t64)?|ceph|ceph-(common|osd|mon|fuse)|libvirt-daemon|libvirt-daemon-system|libvirt-libs|libvirt0|qemu-kvm|qemu-kvm-core|qemu-system-x86|systemd|libc6|glibc|zfsutils-linux|openvswitch-switch|openvswitch|ifupdown2|docker-ce|docker\.io|moby-engine|containerd(\.io)?|runc|podman|smartmontools|ipmitool|ipmievd|lm-sensors|lm_sensors|prometheus-node-exporter|nut-client|nut-server|apcupsd|rasdaemon|intel-microcode|amd64-microcode|microcode_ctl)$/;

/** Packages of which RPM keeps several versions by design. */
const installOnly = /^(kernel(-.*)?|gpg-pubkey|kmod-.*|dkms-.*)$/;

/** `dpkg-query -W -f '${db:Status-Abbrev} ${Package} ${Version}\n'`: state letters, name, version. */
export function fromDpkg(section: Section): Omit<Packages, "origins" | "pending"> {
  const rows = rowsOf(section, /^([uirph][nicuhftFHUWT]R?) +(\S+) *(\S*)$/i, (match) => ({
    state: match[1] ?? "",
    name: (match[2] ?? "").replace(/:\w+$/, ""),
    version: match[3] ?? "",
  }));
  if (rows.length === 0) throw new Error(`${section.source} lists no package`);
  const there = rows.filter(({ state }) => /^.[^nc]/.test(state));
  return {
    manager: "dpkg",
    parts: there.filter(({ name }) => parts.test(name)).map(named),
    // The second letter is what is; "i" is whole, triggers (W, t) wait for their turn and count as not whole.
    broken: there.filter(({ state }) => !/^.i$/.test(state)).map((row) => ({ ...named(row), state: row.state })),
    held: there.filter(({ state }) => state.startsWith("h")).map(named),
  };
}

/** `rpm -qa --qf '%{NAME}.%{ARCH} %{VERSION}-%{RELEASE}\n'`. */
export function fromRpm(section: Section): Omit<Packages, "origins" | "pending"> {
  const rows = rowsOf(section, /^(\S+)\.([\w()]+) (\S+)$/, (match) => ({
    state: match[2] ?? "",
    name: match[1] ?? "",
    version: match[3] ?? "",
  }));
  if (rows.length === 0) throw new Error(`${section.source} lists no package`);
  const counts = new Map<string, number>();
  for (const { name, state } of rows) counts.set(`${name}.${state}`, (counts.get(`${name}.${state}`) ?? 0) + 1);
  const doubled = rows.filter(({ name, state }) => (counts.get(`${name}.${state}`) ?? 0) > 1 && !installOnly.test(name));
  return {
    manager: "rpm",
    parts: rows.filter(({ name }) => parts.test(name)).map(named),
    broken: doubled.map((row) => ({ ...named(row), state: "doubled" })),
    held: [],
  };
}

/** `apt list --upgradable`: "docker-ce/noble 5:29.0.2-1 amd64 [upgradable from: 5:28.1.1-1]". */
export function pendingOf(section: Section): Packages["pending"] {
  if (!succeeded(section)) return null;
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const [, name = "", next = "", version = ""] =
      /^([^/\s]{1,200})\/\S* (\S+) \S+ \[upgradable from: ([^\]\s]+)\]/.exec(line.slice(0, 1000)) ?? [];
    return parts.test(name) ? [{ name, version, next, at: citeLine(section.source, lines, index) }] : [];
  });
}

interface Row {
  state: string;
  name: string;
  version: string;
  at: Cite;
}

function rowsOf(section: Section, pattern: RegExp, rowOf: (match: RegExpExecArray) => Omit<Row, "at">): Row[] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const match = pattern.exec(line.trim().slice(0, 400));
    return match ? [{ ...rowOf(match), at: citeLine(section.source, lines, index) }] : [];
  });
}

function named({ name, version, at }: Row) {
  return { name, version, at };
}

/** Sources of APT in both formats (sources.list(5)), of one line or of fields, those that are enabled. */
export function aptOrigins(files: readonly Section[]): Packages["origins"] {
  return filesRead(files).flatMap((file) => (file.source.endsWith(".sources") ? deb822(file) : oneLine(file)));
}

function oneLine(file: Section): Packages["origins"] {
  const lines = linesOf(file.text);
  return lines.flatMap((line, index) => {
    const words = fieldsOf(line.slice(0, 1000).replace(/\[[^\][]*\]/, " "));
    const [type = "", uri = "", suite] = words;
    return type === "deb" && uri !== "" ? [{ uri, suite: suite ?? null, at: citeLine(file.source, lines, index) }] : [];
  });
}

/** Paragraphs of `Key: value`; `Enabled: no` switches one off. */
function deb822(file: Section): Packages["origins"] {
  const lines = linesOf(file.text);
  const origins: Packages["origins"] = [];
  let start = 0;
  for (let end = 0; end <= lines.length; end++) {
    if (end < lines.length && lines[end]?.trim() !== "") continue;
    const index = lines.findIndex((line, at) => at >= start && at < end && /^URIs:/i.test(line));
    const own = lines.slice(start, end);
    const value = (key: RegExp) =>
      own
        .find((line) => key.test(line))
        ?.replace(/^[^:]*:/, "")
        .trim() ?? "";
    const isOn = !/^(no|false|0|off)$/i.test(value(/^Enabled:/i));
    const uri = value(/^URIs:/i);
    if (index >= 0 && isOn && uri !== "") {
      for (const suite of fieldsOf(value(/^Suites:/i))) origins.push({ uri, suite, at: citeLine(file.source, lines, index) });
    }
    start = end + 1;
  }
  return origins;
}

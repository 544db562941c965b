import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { type Cite, citeLine } from "#lib/facts/cite.ts";
import { allFiles } from "./parse/presence.ts";
import { filesRead, linesOf } from "./parse/sections.ts";

/** What cloud-init writes at the head of files that it makes. */
const header =
  /generated from information provided by the datasource|(created|generated) by cloud-init|configured 'manage_etc_hosts'|managed by cloud-init/i;
/** A header stands at the top. */
const headLines = 12;

/** What cloud-init keeps in its hands, from its configuration and from the files that carry its header. */
export const cloudInit = defineProbe({
  id: "cloud-init",
  fact: "cloudInit",
  systems: ["linux"],
  sources: {
    main: { read: "/etc/cloud/cloud.cfg", optional: true },
    parts: { read: "/etc/cloud/cloud.cfg.d/*.cfg", root: true, optional: true },
    disabled: { read: "/etc/cloud/cloud-init.disabled", optional: true },
    cmdline: { read: "/proc/cmdline", optional: true },
    hosts: { read: "/etc/hosts", optional: true },
    netplan: { read: "/etc/netplan/*.yaml", root: true, optional: true },
    ifupdown: { read: "/etc/network/interfaces.d/*", optional: true },
    ifcfg: { read: "/etc/sysconfig/network-scripts/ifcfg-*", optional: true },
    profiles: { read: "/etc/NetworkManager/system-connections/*.nmconnection", root: true, optional: true },
  },
  parse({ main, parts, disabled, cmdline, ...outputs }) {
    const config = [...filesRead(main), ...configFiles(parts)];
    const written = Object.values(outputs).flatMap((files) => allFiles(files, "network configuration").flatMap(writtenFile));
    const [first] = config;
    if (!first) throw new NotApplicable("cloud-init is not installed: there is no /etc/cloud/cloud.cfg and nothing in cloud.cfg.d");
    const said = config.flatMap(statements);
    const hosts = said.findLast(({ key }) => key === "manage_etc_hosts");
    const network = said.findLast(({ key }) => key === "network");
    const words = filesRead(cmdline)[0]?.text.split(/\s+/) ?? [];
    return {
      disabledBy: disabledBy(disabled, words),
      networkDisabled: network?.value === "disabled" ? network.at : null,
      managesHosts: hosts && !/^(false|no|off)?$/i.test(hosts.value) ? { value: hosts.value.toLowerCase(), at: hosts.at } : null,
      written,
      at: citeLine(first.source, linesOf(first.text), 0),
    };
  },
});

/** In the order of their names, as cloud-init merges them. */
function configFiles(parts: readonly Section[]): Section[] {
  return allFiles(parts, "configuration of cloud-init").sort((one, two) => (one.source < two.source ? -1 : 1));
}

function disabledBy(file: readonly Section[], words: readonly string[]): string | null {
  if (filesRead(file).length > 0) return "/etc/cloud/cloud-init.disabled";
  return words.includes("cloud-init=disabled") ? "cloud-init=disabled on the kernel command line" : null;
}

function writtenFile(section: Section): { path: string; at: Cite }[] {
  const lines = linesOf(section.text);
  const index = lines.slice(0, headLines).findIndex((line) => line.startsWith("#") && header.test(line));
  return index < 0 ? [] : [{ path: section.source, at: citeLine(section.source, lines, index) }];
}

/** `manage_etc_hosts: X` and `network: {config: X}`, on one line or on two, at the top level of the YAML. */
function statements(section: Section): { key: string; value: string; at: Cite }[] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const [, key, rest = ""] = /^(manage_etc_hosts|network):(.{0,200})/.exec(line) ?? [];
    if (key === undefined) return [];
    const inner = key === "network" ? (/config:\s*["']?(\w+)/.exec(rest) ?? /^\s+config:\s*["']?(\w+)/.exec(lines[index + 1] ?? "")) : null;
    const value = key === "network" ? (inner?.[1] ?? "") : (rest.split("#")[0] ?? "").trim().replace(/^["']|["']$/g, "");
    return [{ key, value, at: citeLine(section.source, lines, inner && !/config:/.test(rest) ? index + 1 : index) }];
  });
}

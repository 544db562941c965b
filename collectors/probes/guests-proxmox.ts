import type { Section } from "#collectors/probe.ts";
import { defineProbe } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Guest } from "#lib/facts/guests.ts";
import { fieldsOf } from "./parse/escapes.ts";
import { allFiles, fileOrNull } from "./parse/presence.ts";
import { presenceSources, requirePmxcfs } from "./parse/proxmox.ts";
import type { GuestKind } from "./parse/proxmox-devices.ts";
import type { GuestState } from "./parse/proxmox-guest.ts";
import { proxmoxGuest } from "./parse/proxmox-guest.ts";
import { parseSectionConfig } from "./parse/section-config.ts";
import { linesOf, succeeded } from "./parse/sections.ts";

const list = { root: true, lane: "slow", timeoutSeconds: 15, optional: true } as const;
const config = { root: true, optional: true } as const;

/**
 * The guests of a Proxmox node by their configuration files, which cost nothing; whether they run comes from qm(1) and pct(1), a Perl
 * start each. Without those the state is unknown and everything else is not.
 */
export const guestsProxmox = defineProbe({
  id: "guests-proxmox",
  fact: "guests",
  systems: ["proxmox"],
  sources: {
    machines: { read: "/etc/pve/qemu-server/*.conf", ...config },
    containers: { read: "/etc/pve/lxc/*.conf", ...config },
    ha: { read: "/etc/pve/ha/resources.cfg", ...config },
    machineList: { exec: ["qm", "list"], ...list },
    containerList: { exec: ["pct", "list"], ...list },
    ...presenceSources,
  },
  parse({ machines, containers, ha, machineList, containerList, ...presence }) {
    const machineFiles = allFiles(machines, "virtual machines");
    const containerFiles = allFiles(containers, "containers");
    if (machineFiles.length + containerFiles.length === 0) requirePmxcfs(presence);
    const guests = [...guestsOf(machineFiles, "qemu", machineList), ...guestsOf(containerFiles, "lxc", containerList)];
    const wanted = haStates(fileOrNull(ha, "HA resources"));
    return guests.map((guest) => ({ ...guest, haState: wanted.get(`${guest.platform} ${guest.id}`) ?? null }));
  },
});

function guestsOf(files: readonly Section[], kind: GuestKind, listing: Section): Guest[] {
  const states = succeeded(listing) ? statesOf(listing, kind) : null;
  return files.flatMap((file) => proxmoxGuest(file, kind, states) ?? []);
}

/**
 * `qm list`: VMID NAME STATUS MEM BOOTDISK PID, where the name may have a blank ("VM 100"), so the status is counted from the right;
 * `pct list`: VMID Status [Lock] Name.
 */
function statesOf(section: Section, kind: GuestKind): Map<string, GuestState> {
  const lines = linesOf(section.text);
  const states = lines.flatMap((line, index): [string, GuestState][] => {
    const fields = fieldsOf(line);
    const [id = ""] = fields;
    const state = kind === "qemu" ? fields.at(-4) : fields[1];
    return /^\d+$/.test(id) && state ? [[id, { state, at: citeLine(section.source, lines, index) }]] : [];
  });
  return new Map(states);
}

/** What HA wants of each guest. "started" is the default, "enabled" its old name. */
function haStates(file: Section | null): Map<string, string> {
  const entries = file ? parseSectionConfig(file) : [];
  return new Map(
    entries.map(({ type, id, values }) => {
      const state = values.get("state") ?? "started";
      return [`${type === "ct" ? "lxc" : "qemu"} ${id}`, state === "enabled" ? "started" : state];
    }),
  );
}

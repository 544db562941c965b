import type { HostPart } from "#lib/graph/part.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";
import type { CheckedHost } from "./check-input.ts";
import type { Command, PlannedStep } from "./pre-check.ts";
import type { PlannedAction } from "./window.ts";

/** What to type for one action, when to stop, and how to go back. Names of hosts and guests are quoted for a shell. */
export type HowTo = Pick<PlannedStep, "commands" | "stopIf" | "wayBack">;

/** How an action is done on this very host. `host` is null where all power is cut. */
export function howTo(action: PlannedAction, host: CheckedHost | null): HowTo {
  const part = host?.part ?? null;
  const before = host === null || part === null ? [] : lookFirst(part);
  const after = part === null ? [] : lookAfter(part);
  const own = doIt(action, host, part);
  return {
    commands: [...before, ...own.commands, ...after],
    stopIf: [...own.stopIf, ...(part?.cluster ? [`pvecm status shows fewer than ${part.cluster.quorum ?? "the needed"} votes`] : [])],
    wayBack: [...own.wayBack, ...consoles(part)],
  };
}

function command(words: string, line: string | null, expect: string | null = null): Command {
  return { words, command: line, expect };
}

function lookFirst({ system, cluster }: HostPart): Command[] {
  const guests = system === "proxmox" ? "qm list; pct list" : "virsh list --all";
  return [
    command("note which guests run", guests, "as the pre-check says"),
    ...(cluster === null ? [] : [command("see that the votes are there", "pvecm status", "Quorate: Yes, and a vote to spare")]),
  ];
}

function lookAfter({ system, mounts, cluster }: HostPart): Command[] {
  const remote = mounts.filter(({ servers, atBoot }) => servers.length > 0 && atBoot !== "manual");
  return [
    command("see that it has come up", "systemctl is-system-running", "running"),
    ...remote.map(({ mountPoint }) =>
      command(`see that ${mountPoint} is mounted`, `grep -F ${shellWord(` ${mountPoint} `)} /proc/self/mountinfo`, "one line"),
    ),
    ...(cluster === null ? [] : [command("see that it votes again", "pvecm status", "Quorate: Yes")]),
    command("compare the guests", system === "proxmox" ? "qm list; pct list" : "virsh list --all", "as before"),
  ];
}

const minutesToBoot = 10;

function doIt(action: PlannedAction, host: CheckedHost | null, part: HostPart | null): HowTo {
  switch (action.what) {
    case "reboot":
      return {
        commands: [...leave(part), command("reboot it", "systemctl reboot"), ...enter(part)],
        stopIf: [bootLimit(host)],
        wayBack: [],
      };
    case "upgrade":
      return {
        commands: [
          ...leave(part),
          command("upgrade it, then reboot", upgradeLine(part)),
          command("reboot it", "systemctl reboot"),
          ...enter(part),
        ],
        stopIf: ["the package manager reports an error or asks to remove pve-manager, libvirt or qemu", bootLimit(host)],
        wayBack: ["choose the previous kernel in the boot menu"],
      };
    case "hardware-change":
      return {
        commands: [
          ...leave(part),
          command("power it off", "systemctl poweroff"),
          command("change the hardware", null),
          command("power it on", null),
          ...enter(part),
        ],
        stopIf: [bootLimit(host), "a network card has another name than before (ip -br link)"],
        wayBack: ["put the old part back in the same slot"],
      };
    case "network-change":
      return networkChange(part);
    case "storage-change":
      return {
        commands: [
          command(`change ${action.subject ?? "the storage"}`, null),
          command("see that it answers", `showmount -e ${shellWord(action.subject ?? "")}`),
        ],
        stopIf: ["tasks in state D appear on a host: ps -eo state,pid,wchan:32,cmd | grep '^D'"],
        wayBack: [`start ${action.subject ?? "the storage"} again as it was`],
      };
    case "guest-restart":
      return {
        commands: [command("stop it and start it again: a reboot from inside applies nothing that is pending", restartLine(action, part))],
        stopIf: ["it does not answer 5 minutes after its start: open its console"],
        wayBack: [],
      };
    case "power-off-all":
      return {
        commands: [
          command("stop guests first, then hosts, then storage", null),
          command("cut the power", null),
          command("start again in the order of the cold start", "npx bulkhead coldstart --fleet"),
        ],
        stopIf: ["a machine of an earlier stage does not answer yet"],
        wayBack: [],
      };
  }
}

function bootLimit(host: CheckedHost | null): string {
  return `${host?.name ?? "it"} does not answer ${minutesToBoot} minutes after it was told to boot: open its console`;
}

/** HA moves or stops guests by itself in maintenance mode (ha-manager(1)); others are left to the start order of the host. */
function leave(part: HostPart | null): Command[] {
  const node = part?.cluster?.nodeName;
  if (!part?.cluster?.haActive || !node) return [];
  return [
    command(
      "have HA move its guests away",
      `ha-manager crm-command node-maintenance enable ${shellWord(node)}`,
      "ha-manager status: maintenance",
    ),
  ];
}

function enter(part: HostPart | null): Command[] {
  const node = part?.cluster?.nodeName;
  if (!part?.cluster?.haActive || !node) return [];
  return [
    command("let HA use it again", `ha-manager crm-command node-maintenance disable ${shellWord(node)}`, "ha-manager status: online"),
  ];
}

function upgradeLine(part: HostPart | null): string {
  return part?.system === "proxmox" ? "apt update && apt dist-upgrade" : "apt update && apt full-upgrade  # or: dnf upgrade";
}

function restartLine({ subject }: PlannedAction, part: HostPart | null): string | null {
  const guest = part?.guests.find(({ id }) => id === subject);
  if (guest === undefined) return null;
  if (part?.system === "proxmox") return `qm shutdown ${shellWord(guest.id)} && qm start ${shellWord(guest.id)}`;
  return `virsh shutdown ${shellWord(guest.name)}; sleep 60; virsh start ${shellWord(guest.name)}`;
}

/** Never without a roll-back that comes by itself: the session is cut off by the very change. */
function networkChange(part: HostPart | null): HowTo {
  const isProxmox = part?.system === "proxmox";
  const undo = isProxmox
    ? "cp /etc/network/interfaces /root/interfaces.before && systemd-run --on-active=300 sh -c 'cp /root/interfaces.before /etc/network/interfaces; ifreload -a'"
    : "nmcli -t connection show --active  # note it; then: systemd-run --on-active=300 nmcli connection up NAME";
  return {
    commands: [
      command("open the console first, and stay in it", null, "a login prompt"),
      command("arm a roll-back in 300 s", undo),
      command("apply the change", isProxmox ? "ifreload -a" : "nmcli device reapply BRIDGE"),
      command("look at the VLANs", "bridge vlan show"),
      command(
        "disarm the roll-back once a second session gets in",
        "systemctl list-timers --all | grep run-",
        "then: systemctl stop THAT.timer",
      ),
    ],
    stopIf: ["a new SSH session does not get in within 60 s: leave the roll-back armed and wait for it"],
    wayBack: ["wait for the roll-back (300 s), then the console"],
  };
}

function consoles(part: HostPart | null): string[] {
  return (part?.consoles ?? []).map(({ by, address }) => `console: ${by} ${address}`);
}

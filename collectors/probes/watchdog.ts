import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Watchdog } from "#lib/facts/watchdog.ts";
import { integerOf } from "./parse/escapes.ts";
import { keyValues } from "./parse/key-values.ts";
import { isMissing } from "./parse/presence.ts";
import { filesRead, linesOf, notReadable, succeeded } from "./parse/sections.ts";
import { daemonOf, secondsOf } from "./parse/watchdog.ts";

/** Watchdogs by files of the kernel alone: a device that is opened is armed, and closing it can reset the host. */
export const watchdog = defineProbe({
  id: "watchdog",
  fact: "watchdog",
  systems: ["linux"],
  sources: {
    identity: { read: "/sys/class/watchdog/watchdog*/identity", optional: true },
    state: { read: "/sys/class/watchdog/watchdog*/state", optional: true },
    timeout: { read: "/sys/class/watchdog/watchdog*/timeout", optional: true },
    nowayout: { read: "/sys/class/watchdog/watchdog*/nowayout", optional: true },
    manager: { exec: ["systemctl", "show", "-p", "RuntimeWatchdogUSec,WatchdogDevice"], optional: true },
    daemon: { read: "/etc/watchdog.conf", optional: true },
    fencing: { read: "/etc/default/pve-ha-manager", optional: true },
    hungTaskPanic: { read: "/proc/sys/kernel/hung_task_panic", optional: true },
    panic: { read: "/proc/sys/kernel/panic", optional: true },
  },
  parse({ manager, daemon, fencing, hungTaskPanic, panic, ...files }) {
    const lines = linesOf(manager.text);
    const at = lines.findIndex((line) => line.startsWith("RuntimeWatchdogUSec="));
    const devices = devicesOf(files);
    if (devices.length === 0 && (isMissing(manager) || /not been booted with systemd/i.test(manager.errorText)))
      throw new NotApplicable("this host has no watchdog device, and no systemd that could feed one");
    if (devices.length === 0 && at < 0) throw notReadable([...files.state, manager], "watchdogs");
    const [config] = filesRead(daemon);
    return {
      devices,
      systemdSeconds: succeeded(manager) && at >= 0 ? secondsOf(lines[at]?.split("=")[1] ?? "") : null,
      systemdAt: at >= 0 ? citeLine(manager.source, lines, at) : null,
      daemon: config ? daemonOf(config) : null,
      fencingModule: keyValues(filesRead(fencing)[0]?.text ?? "").get("WATCHDOG_MODULE")?.value || null,
      hungTaskPanic: flagOf(hungTaskPanic),
      panicSeconds: integerOf(filesRead(panic)[0]?.text),
    };
  },
});

function devicesOf(files: Record<"identity" | "state" | "timeout" | "nowayout", readonly Section[]>): Watchdog["devices"] {
  const folder = ({ source }: Section) => source.split("/").at(-2) ?? "";
  const all = Object.values(files).flatMap(filesRead);
  return [...new Set(all.map(folder))].sort().flatMap((name) => {
    const read = (key: keyof typeof files) => filesRead(files[key]).find((section) => folder(section) === name);
    const shown = read("identity") ?? read("state");
    if (!shown) return [];
    const nowayout = integerOf(read("nowayout")?.text);
    return [
      {
        name,
        identity: read("identity")?.text.trim() || null,
        state: read("state")?.text.trim() || null,
        timeoutSeconds: integerOf(read("timeout")?.text),
        nowayout: nowayout === null ? null : nowayout === 1,
        at: citeLine((read("state") ?? shown).source, linesOf((read("state") ?? shown).text), 0),
      },
    ];
  });
}

function flagOf(sections: readonly Section[]): boolean | null {
  const value = integerOf(filesRead(sections)[0]?.text);
  return value === null ? null : value !== 0;
}

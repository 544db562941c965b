import { z } from "zod";
import { Cite } from "./cite.ts";

export const WatchdogDevice = z.object({
  /** "watchdog0". */
  name: z.string(),
  /** What the driver calls itself: "iTCO_wdt", "Software Watchdog", "IPMI". */
  identity: z.string().nullable(),
  /** "active" while someone feeds it. */
  state: z.string().nullable(),
  timeoutSeconds: z.number().nullable(),
  /** Once started it cannot be stopped. */
  nowayout: z.boolean().nullable(),
  at: Cite,
});
export type WatchdogDevice = z.infer<typeof WatchdogDevice>;

/**
 * Watchdogs and who feeds them, without ever opening a device: /sys/class/watchdog, `systemctl show` of the manager, watchdog.conf(5),
 * /etc/default/pve-ha-manager, kernel.* of /proc/sys.
 */
export const Watchdog = z.object({
  devices: z.array(WatchdogDevice),
  /** RuntimeWatchdogSec= of systemd in seconds, 0 for off; null where systemd did not tell. */
  systemdSeconds: z.number().nullable(),
  systemdAt: Cite.nullable(),
  /** Configuration of watchdog(8); null where it has none or none that sets a device. */
  daemon: z
    .object({
      device: z.string().nullable(),
      timeoutSeconds: z.number(),
      intervalSeconds: z.number(),
      /** Keys that test more than the daemon's own life: "ping", "file", "test-binary" … */
      tests: z.array(z.string()),
      at: Cite,
    })
    .nullable(),
  /** WATCHDOG_MODULE= of Proxmox VE's fencing; null for its default, softdog. */
  fencingModule: z.string().nullable(),
  /** kernel.hung_task_panic and kernel.panic (seconds until reboot, 0 for never); null where they were not read. */
  hungTaskPanic: z.boolean().nullable(),
  panicSeconds: z.number().nullable(),
});
export type Watchdog = z.infer<typeof Watchdog>;

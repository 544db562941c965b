import type { Cite } from "#lib/facts/cite.ts";
import type { Services } from "#lib/facts/services.ts";
import type { Watchdog } from "#lib/facts/watchdog.ts";
import { runningService } from "#lib/rules/shared/hardware.ts";

/** Daemons that open a watchdog device. */
export const watchdogDaemons = ["watchdog.service", "watchdog-mux.service", "sbd.service", "wd_keepalive.service"];

export interface WatchdogOwner {
  name: string;
  /** "/dev/watchdog" and "/dev/watchdog0" are one device. */
  device: string;
  at: Cite;
}

/** Everything that is set up to feed a watchdog, with the device it opens. */
export function watchdogOwners(watchdog: Watchdog, services: Services): WatchdogOwner[] {
  const { systemdSeconds, systemdAt, daemon } = watchdog;
  const first = "/dev/watchdog0";
  const own = (unit: string) => runningService(services, [unit]);
  const [mux, sbd, plain] = ["watchdog-mux.service", "sbd.service", "watchdog.service"].map(own);
  const systemdDevice = /WatchdogDevice=(\S+)/.exec(systemdAt?.text ?? "")?.[1] ?? first;
  return [
    ...((systemdSeconds ?? 0) > 0 && systemdAt
      ? [{ name: `systemd (RuntimeWatchdogSec ${systemdSeconds} s)`, device: systemdDevice, at: systemdAt }]
      : []),
    ...(mux ? [{ name: "watchdog-mux", device: first, at: mux.at }] : []),
    ...(sbd ? [{ name: "sbd", device: first, at: sbd.at }] : []),
    ...(plain && daemon?.device ? [{ name: "watchdog", device: daemon.device.replace(/watchdog$/, "watchdog0"), at: daemon.at }] : []),
  ];
}

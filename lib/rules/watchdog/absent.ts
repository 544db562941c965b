import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { requireHardware, runningService } from "#lib/rules/shared/hardware.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { watchdogDaemons } from "./parts/watchdog-owners.ts";

export const absent = defineRule({
  id: "watchdog/absent",
  title: "No watchdog is armed: a frozen host stays frozen until someone presses the button",
  why: "A hung kernel answers neither SSH nor the network. With a watchdog it is back within a minute or two; without one the outage lasts until someone stands before it.",
  scope: "host",
  scenarios: ["nas-loss", "hardware-fault"],
  likelihood: 2,
  impact: 3,
  needs: ["watchdog", "identity"],
  wants: ["services"],
  check({ watchdog: { devices, systemdSeconds, systemdAt }, identity, services }) {
    requireHardware(identity);
    if (devices.some(({ state }) => state === "active")) return [];
    // Old kernels tell no state: then who runs is all there is to go by.
    const daemon = runningService(services ?? [], watchdogDaemons);
    const stateless = devices.length === 0 || devices.every(({ state }) => state === null);
    if (stateless && (daemon || ((systemdSeconds ?? 0) > 0 && devices.length > 0))) return [];
    if (stateless && devices.length > 0) throw new Undecidable("this kernel does not tell whether its watchdog is armed");
    const names = listed(devices.map(({ name, identity: driver }) => `${name} (${driver ?? "unknown"})`));
    const wanted = (systemdSeconds ?? 0) > 0 ? `systemd is told to feed one every ${systemdSeconds} s` : "RuntimeWatchdogSec is off";
    return [
      {
        subject: identity.hostname,
        key: "watchdog",
        observed: devices.length === 0 ? `no watchdog device; ${wanted}` : `${names} inactive; ${wanted}`,
        expected: "one device with state active",
        // Kernels without its attributes in /sys show no device, and systemd may feed one all the same.
        ...(devices.length === 0 && (systemdSeconds ?? 0) > 0 ? ({ impact: 2, confidence: "suspected" } as const) : {}),
        cite: [...devices.slice(0, 4).map(({ at }) => at), ...(systemdAt ? [systemdAt] : [])],
        remedy: {
          steps: [
            ...(devices.length === 0
              ? [
                  "Load the chipset's driver: `modprobe iTCO_wdt` (Intel), `sp5100_tco` (AMD) or `ipmi_watchdog`, and put it into /etc/modules-load.d",
                ]
              : []),
            identity.system === "proxmox"
              ? "Let watchdog-mux feed it, which comes with Proxmox VE: WATCHDOG_MODULE= in /etc/default/pve-ha-manager"
              : "Write `RuntimeWatchdogSec=60s` into /etc/systemd/system.conf.d/watchdog.conf, then `systemctl daemon-reexec`",
          ],
        },
      },
    ];
  },
  remedy: {
    steps: ["Load the driver of the chipset's watchdog and let exactly one program feed it"],
    risk: "A limit that is too short resets a healthy host under load: 60 s at least. One owner only: on Proxmox VE that is watchdog-mux, not systemd.",
    verify: "grep . /sys/class/watchdog/*/identity /sys/class/watchdog/*/state",
  },
  references: ["systemd-system.conf(5)"],
});

import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { listed } from "#lib/rules/shared/wording.ts";

export const softdogWithHa = defineRule({
  id: "watchdog/softdog-with-ha",
  title: "HA fencing relies on the software watchdog",
  why: "softdog is a timer inside the kernel that it should reset: when the kernel itself hangs, nothing fires, the node is never fenced for certain, and its guests wait or start twice.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 2,
  impact: 2,
  needs: ["watchdog", "highAvailability"],
  wants: ["identity"],
  check({ watchdog: { devices, fencingModule }, highAvailability, identity }) {
    const managed = highAvailability.resources.filter(({ state }) => state !== "ignored" && state !== "disabled");
    if (managed.length === 0) throw new NotApplicable("HA manages no guest here");
    if (identity?.virtualization && identity.virtualization !== "none")
      throw new NotApplicable("a nested test cluster has no hardware watchdog");
    const soft = devices.find(({ identity: driver, state }) => /software watchdog|softdog/i.test(driver ?? "") && state !== "inactive");
    if (!soft || devices.some(({ identity: driver, state }) => state === "active" && !/software watchdog|softdog/i.test(driver ?? "")))
      return [];
    const hardware = devices.flatMap(({ identity: driver }) => (driver && !/software watchdog|softdog/i.test(driver) ? [driver] : []));
    return [
      {
        subject: "softdog",
        observed: `${soft.name} is "${soft.identity}", module ${fencingModule ?? highAvailability.watchdogModule ?? "softdog by default"}; HA manages ${listed(managed.map(({ id }) => id))}${hardware.length > 0 ? `; ${listed(hardware)} lies idle` : ""}`,
        expected: "a watchdog of the board or the BMC behind watchdog-mux",
        cite: [soft.at, ...managed.slice(0, 3).map(({ at }) => at)],
      },
    ];
  },
  remedy: {
    steps: [
      "Set `WATCHDOG_MODULE=iTCO_wdt` (AMD: sp5100_tco, with a BMC: ipmi_watchdog) in /etc/default/pve-ha-manager",
      "Move guests away and reboot the node, one node at a time",
    ],
    risk: "An armed watchdog is a loaded gun: try it on a node without guests. ipmi_watchdog needs its action set to a reset.",
    verify: "cat /sys/class/watchdog/watchdog0/identity",
  },
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  references: ["ha-manager(1)"],
});

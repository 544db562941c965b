import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { groupBy, listed } from "#lib/rules/shared/wording.ts";
import { watchdogOwners } from "./parts/watchdog-owners.ts";

export const ownerConflictOrBadTiming = defineRule({
  id: "watchdog/owner-conflict-or-bad-timing",
  title: "Two programs want the watchdog, or it is fed too late",
  why: "A device has one owner: the second one cannot open it and leaves its own duty undone, which may be fencing. A feed that comes just before the limit comes too late under load, and a healthy host is reset.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 2,
  impact: 3,
  needs: ["watchdog", "services"],
  check({ watchdog, services }) {
    const owners = watchdogOwners(watchdog, services);
    const conflicts = [...groupBy(owners, ({ device }) => device)].filter(([, group]) => group.length > 1);
    const { daemon } = watchdog;
    const late = daemon !== null && owners.some(({ name }) => name === "watchdog") && daemon.intervalSeconds * 2 >= daemon.timeoutSeconds;
    return [
      ...conflicts.map(
        ([device, group]): Observation => ({
          subject: device,
          title: `${listed(group.map(({ name }) => name))} all want ${device}`,
          observed: `${group.length} owners of ${device}: ${listed(group.map(({ name }) => name))}`,
          expected: "one owner for each device",
          cite: group.map(({ at }) => at),
        }),
      ),
      ...(late
        ? [
            {
              subject: "/etc/watchdog.conf",
              title: `The watchdog is fed every ${daemon.intervalSeconds} s and bites after ${daemon.timeoutSeconds} s`,
              observed: `interval ${daemon.intervalSeconds} s, watchdog-timeout ${daemon.timeoutSeconds} s`,
              expected: "an interval well below half of the timeout",
              cite: [daemon.at],
              remedy: { steps: [`Set \`interval = ${Math.max(1, Math.floor(daemon.timeoutSeconds / 6))}\` in /etc/watchdog.conf`] },
            } satisfies Observation,
          ]
        : []),
    ];
  },
  remedy: {
    steps: [
      "Keep the owner that fences (watchdog-mux or sbd), and switch the other off: `RuntimeWatchdogSec=0` for systemd, or disable watchdog.service for the next boot",
    ],
    risk: "Stopping the owner of a device with nowayout resets the host: change it for the next boot, not on the running system.",
    verify: "systemctl show -p RuntimeWatchdogUSec; systemctl is-active watchdog watchdog-mux sbd",
  },
  references: ["watchdog.conf(5)", "systemd-system.conf(5)"],
});

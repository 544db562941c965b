import { defineRule } from "#lib/rules/rule.ts";
import { hostTime, isWithinDays, requireHardware, runningService } from "#lib/rules/shared/hardware.ts";
import { mayRunGuests } from "#lib/rules/shared/systems.ts";
import { maximumCites } from "#lib/rules/shared/wording.ts";
import { clientFault, powerStates, upsAgents } from "./parts/power.ts";

/** So many boots without a shutdown before them, in half a year, are power cuts or worse. */
const tooManyUnclean = 2;
const uncleanDays = 180;

export const upsNotMonitored = defineRule({
  id: "hardware/ups-not-monitored",
  title: "No UPS tells this host when to shut down",
  why: "A power cut longer than the battery ends like a pulled plug: guests, databases and write caches stop in mid-write, and come back one by one, if at all.",
  scope: "host",
  scenarios: ["power-loss"],
  likelihood: 2,
  impact: 3,
  needs: ["ups", "services", "identity"],
  wants: ["boots", "guests", "failedUnits"],
  check({ ups, services, identity, boots, guests, failedUnits }, now) {
    requireHardware(identity);
    const states = powerStates(ups);
    if (states.length > 0) return states;
    const fault = clientFault(ups, services, failedUnits ?? []);
    if (fault) return [{ subject: identity.hostname, key: "ups", ...fault, cite: fault.cite.slice(0, maximumCites) }];
    if (ups.monitored.length > 0 || runningService(services, upsAgents)) return [];
    const unclean = (boots ?? []).filter(
      ({ endedCleanly, endedAt }) => endedCleanly === false && isWithinDays(endedAt, uncleanDays, hostTime(identity, now)),
    );
    const off = ups.mode?.value === "none";
    const often = unclean.length >= tooManyUnclean;
    return [
      {
        subject: identity.hostname,
        key: "ups",
        title: off
          ? "No UPS is watched: NUT is installed and switched off (MODE=none)"
          : "No UPS is watched: neither NUT nor apcupsd is set up",
        observed: [
          off ? "nut.conf has MODE=none, and nothing else talks to a UPS" : "no upsmon.conf, no apcupsd.conf, no agent of a maker",
          ...(unclean.length > 0 ? [`${unclean.length} of the last boots ended without a shutdown`] : []),
        ].join("; "),
        expected: "a client of the UPS that shuts guests and host down in order",
        cite: [...(ups.mode ? [ups.mode.at] : []), ...unclean.map(({ at }) => at), ...services.slice(0, 1).map(({ at }) => at)].slice(
          0,
          maximumCites,
        ),
        // Data centres have two feeds and no cable to the host: without a sign of trouble it is advice.
        impact: off || often ? 3 : 2,
        likelihood: mayRunGuests(identity, guests) || off || often ? 2 : 1,
        confidence: off || often ? "confirmed" : "suspected",
      },
    ];
  },
  remedy: {
    steps: [
      "`apt install nut-client`, then MODE=netclient in /etc/nut/nut.conf and a line `MONITOR ups@SERVER 1 USER PASSWORD secondary` in /etc/nut/upsmon.conf",
      "Set the order: guests, then hosts, storage last; the last one switches the UPS off",
      "Say in Bulkhead where power comes from, if the site has two feeds and its own shutdown",
    ],
    risk: "A threshold that is too eager shuts everything down for a flicker: try it with a drill in the window.",
    verify: "upsc -l; systemctl status nut-monitor",
  },
  postmortems: ["ceph-conf-host-ip-dead-switch", "power-loss-decommissioned-onboot", "ups-wrong-outlet"],
  references: ["upsmon.conf(5)", "apcupsd(8)"],
});

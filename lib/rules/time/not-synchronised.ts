import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";
import { freeRunning, localRtc, offBy, rivals } from "./parts/clock-faults.ts";

/** A daemon may need so long after boot until it trusts its sources. */
const settlingSeconds = 15 * 60;

export const notSynchronised = defineRule({
  id: "time/not-synchronised",
  title: "The clock of this host follows no source",
  why: "It drifts by seconds a day. Certificates, logs and the order of events become wrong, and Ceph's monitors stop trusting a member that is 50 ms off.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 3,
  impact: 2,
  needs: ["timeSync"],
  wants: ["identity", "services", "ceph", "cephConfig"],
  check({ timeSync, identity, services, ceph, cephConfig }) {
    if (identity && isContainer(identity)) throw new NotApplicable("a container has the clock of its host");
    if (timeSync.synchronised === null)
      throw new Undecidable("neither a time daemon nor the kernel tells whether the clock follows a source");
    const uptimeSeconds = identity?.uptimeSeconds ?? settlingSeconds;
    if (!timeSync.synchronised && uptimeSeconds < settlingSeconds)
      throw new Undecidable("booted a few minutes ago: the daemon may still be settling");
    const impact = ceph !== undefined || cephConfig !== undefined ? 3 : 2;
    return [...freeRunning(timeSync, impact), ...offBy(timeSync, impact), ...rivals(services ?? []), ...localRtc(timeSync)];
  },
  remedy: {
    steps: ["Give the time daemon a source that answers."],
    risk: "A clock that jumps can upset a cluster and databases: let it slew, or step it in a maintenance window, one node after the other.",
    verify: "chronyc tracking || timedatectl",
  },
  postmortems: ["chrony-dead-source", "power-loss-decommissioned-onboot"],
  references: ["chronyc(1)", "timedatectl(1)"],
});

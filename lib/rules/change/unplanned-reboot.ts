import { defineRule, type Level, type Observation } from "#lib/rules/rule.ts";
import { peerFact } from "#lib/rules/shared/peers.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { requireSameMachine } from "./parts/since.ts";
import { missingSince, sameBoot, stateBeforeBoot } from "./parts/since-reboot.ts";

/** After so long a reboot is history. */
const maximumAgeSeconds = 30 * 86_400;

export const unplannedReboot = defineRule({
  id: "change/unplanned-reboot",
  title: "The host was rebooted, and nobody has confirmed it",
  why: "A reset by a watchdog, by power or by a panic comes back by itself and is noticed late: by the guests, mounts and votes that did not.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 4,
  impact: 3,
  needs: ["before", "identity"],
  wants: ["boots", "guests", "mounts", "clusterStatus", "storages", "blockDevices"],
  check({ before, identity, boots, ...now }): Observation[] {
    requireSameMachine(before.baseline, identity);
    const was = stateBeforeBoot(before, identity);
    if (was === null || (identity.uptimeSeconds ?? 0) > maximumAgeSeconds) return [];
    const missing = missingSince(was, now);
    const last = boots?.find(({ bootId }) => bootId !== null && sameBoot(bootId, peerFact(was, "identity")?.bootId ?? ""));
    const clean = last?.endedCleanly ?? null;
    const how = clean === null ? "" : clean ? "after an orderly shutdown" : "without a shutdown before it";
    return [
      {
        subject: identity.hostname,
        key: "reboot",
        title: `${identity.hostname} was rebooted${how === "" ? "" : ` ${how}`}: ${
          missing.length === 0
            ? "everything is back"
            : `${listed(
                missing.map(({ text }) => text),
                3,
              )}`
        }`,
        observed: `another boot than before${how === "" ? "" : `, ${how}`}; ${
          missing.length === 0
            ? "guests, mounts and votes as before, as far as they were read"
            : listed(
                missing.map(({ text }) => text),
                8,
              )
        }`,
        expected: "no reboot, or one that somebody confirmed, with everything back",
        cite: [...(last === undefined ? [] : [last.at]), ...missing.flatMap(({ cite }) => cite)].slice(0, maximumCites),
        impact: impactOf(missing.length, clean),
      },
    ];
  },
  remedy: {
    steps: [
      "Why did it go down? `last -x | head`, `journalctl -b -1 -n 100 --no-pager`, `ipmitool sel elist | tail`.",
      "Bring back what is missing, then mark this state as good.",
    ],
    risk: "None.",
    verify: "who -b; systemctl is-system-running",
  },
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  references: ["journalctl(1)", "last(1)"],
});

/** Somebody asked for an orderly reboot, and everything came back: only to be confirmed. */
function impactOf(missing: number, clean: boolean | null): Level {
  if (missing > 0) return 3;
  return clean === true ? 1 : 2;
}

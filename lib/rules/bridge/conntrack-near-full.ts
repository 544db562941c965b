import type { Conntrack } from "#lib/facts/conntrack.ts";
import type { KernelEvents } from "#lib/facts/events.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { raiseSteps, smallDefault } from "./parts/conntrack-default.ts";

/** Shares of the table in steps, so that a finding reads the same from one visit to the next. */
const steps = [95, 90, 80] as const;

export const conntrackNearFull = defineRule({
  id: "bridge/conntrack-near-full",
  title: "The host's table of connections is nearly full",
  why: "When it is full the kernel drops the first packet of every new connection: all guests lose the network at once, while old connections and pings go on.",
  scope: "host",
  scenarios: ["network-change"],
  likelihood: 3,
  impact: 3,
  needs: ["conntrack"],
  wants: ["kernelEvents", "guests"],
  check({ conntrack, kernelEvents, guests }) {
    return [...nearFull(conntrack, kernelEvents), ...smallDefault(conntrack, guests ?? [])];
  },
  remedy: {
    steps: ["Raise the maximum."],
    risk: "Each entry takes about 320 bytes of the kernel's memory, so a million needs about 320 MB when it is full.",
    verify: "grep . /proc/sys/net/netfilter/nf_conntrack_count /proc/sys/net/netfilter/nf_conntrack_max",
  },
  postmortems: ["conntrack-default-on-vm-host"],
  references: ["nf_conntrack-sysctl"],
});

function nearFull({ count, maximum, countAt, at }: Conntrack, kernelEvents: KernelEvents | undefined): Observation[] {
  const percent = steps.find((step) => count * 100 >= maximum * step);
  const dropped = kernelEvents?.events.find((event) => event.kind === "conntrack-full");
  if (percent === undefined && dropped === undefined) return [];
  const share = percent === undefined ? [] : [`over ${percent} % of ${maximum} entries in use`];
  return [
    {
      subject: "nf_conntrack",
      key: "table",
      title:
        dropped === undefined
          ? `The table of connections is over ${percent} % full`
          : "The kernel drops new connections: their table was full",
      observed: [...share, ...(dropped === undefined ? [] : ["the kernel's log of this boot says: table full, dropping packet"])].join(
        "; ",
      ),
      expected: "less than 80 % in use",
      cite: [countAt, at, ...(dropped === undefined ? [] : [dropped.at])],
      likelihood: dropped === undefined ? 3 : 4,
      remedy: { steps: raiseSteps(maximum) },
    },
  ];
}

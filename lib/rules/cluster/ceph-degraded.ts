import type { Ceph } from "#lib/facts/ceph.ts";
import { defineRule, type Level, type Observation } from "#lib/rules/rule.ts";
import { counted, listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { describeCheck, lastingText, weightOf } from "./parts/ceph-checks.ts";
import { fewMonitors, weakPools } from "./parts/ceph-margins.ts";

/** OSDs above this are what Ceph itself calls nearly full (mon_osd_nearfull_ratio). */
const nearFullPercent = 85;

export const cephDegraded = defineRule({
  id: "cluster/ceph-degraded",
  title: "Ceph is not healthy, or one loss away from stopping its clients",
  why: "The copies or monitors that a further loss would need are already in use: the next disk or node that fails stops the disks of all guests.",
  scope: "cluster",
  scenarios: ["node-loss", "hardware-fault"],
  likelihood: 4,
  impact: 3,
  needs: ["ceph"],
  check({ ceph }): Observation[] {
    return [...health(ceph), ...fewMonitors(ceph), ...weakPools(ceph)];
  },
  remedy: {
    steps: ["`ceph health detail`: one check after the other."],
    risk: "Moving data takes the network and the disks for hours: not during a backup, and never two nodes at once.",
    verify: "ceph health",
  },
  postmortems: ["ceph-conf-host-ip-dead-switch", "hostid-mismatch-ghost-osd", "latent-boot-config"],
  references: ["https://docs.ceph.com/en/latest/rados/operations/health-checks/", "ceph(8)"],
});

function health(ceph: Ceph): Observation[] {
  const checks = ceph.checks.filter((check) => !check.muted);
  const down = (ceph.osds ?? []).filter((osd) => !osd.up);
  const full = (ceph.osds ?? []).filter((osd) => (osd.usedPercent ?? 0) >= nearFullPercent);
  if (checks.length + down.length + full.length === 0 && ceph.health === "HEALTH_OK") return [];
  const weight = Math.max(weightOf(ceph.health, checks), down.length + full.length > 0 ? 3 : 1);
  const lost = down.map((osd) => `osd.${osd.id} is down${osd.in ? "" : " and out"}${osd.host === null ? "" : ` on ${osd.host}`}`);
  const near = full.length === 0 ? [] : [`${listed(full.map((osd) => `osd.${osd.id}`))} over ${nearFullPercent} % full`];
  return [
    {
      subject: "ceph",
      key: "health",
      title: `Ceph says ${ceph.health}${lost.length > 0 ? `: ${counted(lost.length, "OSD")} down` : ""}`,
      observed: [ceph.health, ...lost, ...near, ...checks.map(describeCheck)].filter((text) => text !== "").join("; "),
      expected: "HEALTH_OK, every OSD up and in",
      cite: [ceph.healthAt, ...down.map((osd) => osd.at), ...full.map((osd) => osd.at), ...checks.map((check) => check.at)].slice(
        0,
        maximumCites,
      ),
      impact: weight as Level,
      remedy: {
        steps: [
          "`ceph health detail`",
          ...(down.length > 0
            ? [
                `On the host of it: \`systemctl status ceph-osd@${down[0]?.id}\`, \`journalctl -u ceph-osd@${down[0]?.id} --no-pager | tail -50\``,
                ...down
                  .filter((osd) => !osd.in)
                  .slice(0, 1)
                  .map(
                    (osd) => `If its disk is gone for good: \`ceph osd purge ${osd.id} --yes-i-really-mean-it\`, then the warning ends.`,
                  ),
              ]
            : []),
          ...(checks.some(({ message }) => lastingText(message).includes("flag"))
            ? ["Flags that somebody left: `ceph osd unset noout` (and the others that are named)."]
            : []),
        ],
      },
    },
  ];
}

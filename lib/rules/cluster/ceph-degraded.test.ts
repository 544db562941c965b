import { ceph, cephCheck, cephOsd, cephPool } from "#lib/rules/testing/cluster-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { cephDegraded } from "./ceph-degraded.ts";

const warn = (code: string, message: string, over = {}) => ({
  ceph: ceph({ health: "HEALTH_WARN", checks: [cephCheck(code, message, over)] }),
});
const monitors = (inQuorum: string[], total: number) => ({ ceph: ceph({ monitors: { inQuorum, total, at: cite("ceph -s", "mon") } }) });

describeRule(cephDegraded, warn("OSD_NEARFULL", "1 nearfull osd(s)"), {
  fails: {
    "a check about data": [{}, { severity: "high", subject: "ceph", observed: "HEALTH_WARN; OSD_NEARFULL: 1 nearfull osd(s)" }],
    "an OSD is down and out": [
      {
        ceph: ceph({
          health: "HEALTH_WARN",
          checks: [cephCheck("OSD_DOWN", "1 osds down")],
          osds: [cephOsd(5, { up: false, in: false, host: "shale2" })],
        }),
      },
      { severity: "high", observed: "HEALTH_WARN; osd.5 is down and out on shale2; OSD_DOWN: 1 osds down" },
    ],
    "numbers that move stay out": [
      warn("PG_DEGRADED", "Degraded data redundancy: 118204/1204611 objects degraded (9.813%), 41 pgs degraded"),
      { observed: "HEALTH_WARN; PG_DEGRADED: Degraded data redundancy: objects degraded, pgs degraded" },
    ],
    HEALTH_ERR: [
      { ceph: ceph({ health: "HEALTH_ERR", checks: [cephCheck("OSD_FULL", "1 full osd(s)", { severity: "HEALTH_ERR" })] }) },
      "critical",
    ],
    "groups that are inactive": [warn("PG_AVAILABILITY", "Reduced data availability: 3 pgs inactive"), "critical"],
    "noout left set": [warn("OSDMAP_FLAGS", "noout flag(s) set"), "medium"],
    "only an insecure setting": [warn("AUTH_INSECURE_GLOBAL_ID_RECLAIM_ALLOWED", "mons are allowing insecure global_id reclaim"), "low"],
    "an old crash": [warn("RECENT_CRASH", "1 daemons have recently crashed"), "low"],
    "only the sentence was told": [
      warn("mons are allowing insecure global_id reclaim", "mons are allowing insecure global_id reclaim"),
      "low",
    ],
    "an OSD nearly full before Ceph says so": [
      { ceph: ceph({ osds: [cephOsd(1, { usedPercent: 86 })] }) },
      { severity: "high", observed: "HEALTH_OK; osd.1 over 85 % full" },
    ],
    "a monitor is out of quorum": [
      monitors(["a", "b"], 3),
      { severity: "critical", observed: "in quorum: a and b; no further one may fail" },
    ],
    "one of five monitors is out": [
      monitors(["a", "b", "c", "d"], 5),
      { severity: "high", observed: "in quorum: a, b, c and d; 1 more may fail" },
    ],
    "a single monitor": [monitors(["a"], 1), "medium"],
    "min_size = size": [
      { ceph: ceph({ pools: [cephPool("vm", 3, 3)] }) },
      { severity: "high", title: "A pool stops with the first copy that is lost" },
    ],
    "size 2, min_size 1": [
      { ceph: ceph({ pools: [cephPool("vm", 2, 1)] }) },
      { severity: "high", title: "A pool goes on writing with a single copy" },
    ],
  },
  passes: {
    HEALTH_OK: { ceph: ceph() },
    "muted checks": { ceph: ceph({ checks: [cephCheck("AUTH_INSECURE_GLOBAL_ID_RECLAIM_ALLOWED", "x", { muted: true })] }) },
    "neither tree nor pools were told": { ceph: ceph({ osds: null, pools: null }) },
    "the manager's own pool": { ceph: ceph({ pools: [cephPool(".mgr", 2, 1), cephPool("vm", 3, 2)] }) },
  },
});

import { kernelEvent, kernelLog, raid, raidArray } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { pool, vdev } from "#lib/rules/testing/storage-testing.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";
import { raidDegraded as rule } from "./raid-degraded.ts";

const degraded = raidArray("md0", { state: "degraded", stateText: "[2/1] [U_]", membersWorking: 1, faulty: ["sdb1"] });
const zfs = (...pools: ReturnType<typeof pool>[]) => ({ raid: undefined, zfs: { pools } });
const writeErrors = [vdev("/dev/sdb1"), vdev("/dev/sdc1", { writeErrors: 12 })];
const at = cite("storcli64 /call show", "CVPM02 Failed");
const physical = { name: "controller 0 slot 252:1", model: "INTEL", state: "UBad", ok: false, predictedFailure: false, at };

describeRule(
  rule,
  { identity: identity(), raid: raid({ arrays: [degraded] }) },
  {
    fails: {
      "the catalogue's [U_]": [{}, { severity: "critical", subject: "md0", title: "md0 runs without redundancy" }],
      "an array that rebuilds": [{ raid: raid({ arrays: [{ ...degraded, state: "rebuilding" }] }) }, "high"],
      "an array that was not started": [{ raid: raid({ arrays: [raidArray("md4", { state: "inactive" })] }) }, "high"],
      "a whole array that still holds a faulty member": [{ raid: raid({ arrays: [raidArray("md9", { faulty: ["sde"] })] }) }, "low"],
      "a degraded pool": [
        zfs(pool("tank", { state: "DEGRADED", vdevs: [vdev("ata-1", { state: "UNAVAIL", parent: "mirror-0" })] })),
        { severity: "critical", observed: "pool tank is DEGRADED: ata-1 is UNAVAIL" },
      ],
      "a suspended pool": [zfs(pool("tank", { state: "SUSPENDED" })), "critical"],
      "a pool that the kernel suspended, where zpool does not answer": [
        { raid: undefined, zfs: undefined, kernelEvents: kernelLog(kernelEvent("pool-suspended", "vmdata")) },
        { severity: "critical", subject: "vmdata" },
      ],
      "write errors of a member": [
        zfs(pool("vmdata", { vdevs: writeErrors })),
        { severity: "high", subject: "vmdata", observed: "sdc1 has 12 write errors" },
      ],
      "files that cannot be read any more": [
        zfs(pool("tank", { errors: "Permanent errors have been detected in the following files:" })),
        "high",
      ],
      "never scrubbed": [zfs(pool("tank", { scan: "none requested" })), "low"],
      "not scrubbed for months": [
        zfs(pool("tank", { scan: "scrub repaired 0B in 02:44:10 with 0 errors on Sun Jan 11 03:08:11 2026" })),
        { severity: "low", observed: "last scan on 2026-01-11" },
      ],
      "a degraded volume of a controller": [
        { raid: raid({ arrays: [raidArray("controller 0 volume 0/0", { kind: "megaraid", state: "degraded", stateText: "Dgrd" })] }) },
        "critical",
      ],
      "a disk behind a controller": [{ raid: raid({ disks: [physical] }) }, "high"],
      "one that the controller expects to fail": [{ raid: raid({ disks: [{ ...physical, ok: true, predictedFailure: true }] }) }, "high"],
      "a cache without battery": [
        { raid: raid({ controllers: [{ name: "controller 0", ok: false, faults: [{ part: "battery", text: "Failed", at }], at }] }) },
        "medium",
      ],
    },
    passes: {
      "[UU]": { raid: raid({ arrays: [raidArray("md0")] }) },
      "a check or resync of a complete array": { raid: raid({ arrays: [raidArray("md0", { stateText: "[2/2] [UU] check" })] }) },
      "features that are not enabled": zfs(pool("rpool", { status: "Some supported features are not enabled on the pool." })),
      "a spare at hand": zfs(pool("tank", { vdevs: [vdev("sdx", { role: "spare", state: "AVAIL" })] })),
      "scrubbed last month": zfs(pool("tank", { scan: "scrub repaired 0B in 02:44:10 with 0 errors on Sun Apr 12 03:08:11 2026" })),
      "a scrub that runs": zfs(pool("tank", { scan: "scrub in progress since Sun Jan 11 03:08:11 2026" })),
      "a pool of one disk is another rule's": zfs(pool("backup", { vdevs: [vdev("sdb1")] })),
    },
    notApplicable: { "neither ZFS nor RAID": { raid: undefined } },
  },
);

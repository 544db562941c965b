import { qdevice } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { qdeviceServiceUnhealthy } from "./qdevice-service-unhealthy.ts";

const at = cite("systemctl show corosync-qdevice.service", "ActiveState=failed");
const unit = (activeState: string, over = {}) => ({
  unit: { loadState: "loaded", activeState, fileState: "enabled", result: "success", restarts: 0, at, ...over },
});
const files = (sizes: Record<string, number>) => ({
  certificates: {
    files: Object.entries(sizes).map(([name, sizeBytes]) => ({ name, sizeBytes, at: cite("ls -l nssdb", `${sizeBytes} ${name}`) })),
    at: cite("ls -l nssdb", "total 56"),
  },
});
const whole = { "cert9.db": 28_672, "key4.db": 36_864 };

describeRule(
  qdeviceServiceUnhealthy,
  { qdevice: qdevice("not running", unit("failed", { result: "exit-code", restarts: 5 })) },
  {
    fails: {
      "failed, restarted, database torn: one finding": [
        {
          qdevice: qdevice("not running", {
            ...unit("failed", { result: "exit-code", restarts: 5 }),
            ...files({ ...whole, "cert9.db": 0 }),
          }),
        },
        {
          severity: "high",
          subject: "corosync-qdevice.service",
          observed: "unit failed (exit-code); restarted more than 3 times; certificate database (nssdb): cert9.db is 0 bytes",
        },
      ],
      "no database at all": [
        { qdevice: qdevice("Connect failed", { ...unit("active"), ...files({}) }) },
        { observed: "certificate database (nssdb): cert9.db is missing and key4.db is missing" },
      ],
      "the old kind of database, torn": [
        { qdevice: qdevice("Connecting", { ...unit("active"), ...files({ "cert8.db": 65_536 }) }) },
        { observed: "certificate database (nssdb): key3.db is missing" },
      ],
      "not installed although corosync.conf asks for it": [{ qdevice: qdevice("not installed") }, "high"],
      "not running, and the unit was not told": [{ qdevice: qdevice("not running") }, "high"],
      "runs, and will not after the next boot": [
        { qdevice: qdevice("Connected", { ...unit("active", { fileState: "disabled" }), ...files(whole) }) },
        { severity: "high", likelihood: 3, observed: "not enabled at boot" },
      ],
    },
    passes: {
      "active, enabled": { qdevice: qdevice("Connected", { ...unit("active"), ...files(whole) }) },
      "the old kind of database": { qdevice: qdevice("Connecting", { ...unit("active"), ...files({ "cert8.db": 1, "key3.db": 1 }) }) },
      "TLS off and no database, connected": { qdevice: qdevice("Connected", { ...unit("active"), ...files({}) }) },
      "connected, nothing else was told": { qdevice: qdevice("Connected") },
    },
  },
);

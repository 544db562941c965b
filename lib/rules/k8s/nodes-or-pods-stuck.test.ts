import { expect } from "vitest";
import { kubernetes, node, pod, warning } from "#lib/rules/testing/kubernetes-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity } from "#lib/rules/testing/testing.ts";
import { nodesOrPodsStuck as rule } from "./nodes-or-pods-stuck.ts";

const clock = identity({ clock: "2026-05-01T12:00:00Z" });
const down = (readySince: string | null, over = {}) =>
  kubernetes({ nodes: [node("cp-1"), node("w-1", { ready: false, readySince, ...over })] });
const pending = (createdAt: string, over = {}) =>
  kubernetes({ pods: [pod("shop/web-1", "w-1", { phase: "Pending", ready: false, createdAt, waiting: ["ContainerCreating"], ...over })] });
const events = (count: number, lastAt = "2026-05-01T11:55:00Z", reason = "FailedMount") =>
  kubernetes({ warnings: [warning(reason, "timed out", { count, lastAt })] });

describeRule(
  rule,
  { kubernetes: down("2026-05-01T03:00:00Z"), identity: clock },
  {
    fails: {
      "a node that is down for nine hours": [
        {},
        { severity: "high", subject: "w-1", title: "w-1 is not ready", observed: "1 of 2 nodes not ready: w-1 for over an hour" },
      ],
      "since when is not known": [{ kubernetes: down(null) }, "high"],
      "for days": [{ kubernetes: down("2026-04-28T11:00:00Z") }, { observed: expect.stringContaining("for 3 days") }],
      "a pod that hangs on its node": [
        { kubernetes: pending("2026-05-01T11:00:00Z") },
        { severity: "high", observed: expect.stringContaining("ContainerCreating") },
      ],
      "a pod that no node takes": [
        { kubernetes: pending("2026-05-01T11:00:00Z", { node: null, waiting: ["Unschedulable"] }) },
        { severity: "medium", confidence: "suspected" },
      ],
      "many failures in ten minutes": [{ kubernetes: events(8) }, { severity: "high", subject: "FailedMount" }],
      "the clock of the visit where the host's was not read": [{ identity: undefined }, "high"],
    },
    passes: {
      "all ready": { kubernetes: kubernetes({ pods: [pod("shop/web-1", "w-1")] }) },
      "not ready for two minutes": { kubernetes: down("2026-05-01T11:58:00Z") },
      "a cordoned node that someone works on": { kubernetes: down("2026-05-01T03:00:00Z", { unschedulable: true }) },
      "a pod that has just been made": { kubernetes: pending("2026-05-01T11:50:00Z") },
      "a job ends by design": { kubernetes: pending("2026-05-01T03:00:00Z", { ofJob: true }) },
      "a completed job": { kubernetes: pending("2026-05-01T03:00:00Z", { phase: "Succeeded" }) },
      "four failures": { kubernetes: events(4) },
      "failures of an hour ago": { kubernetes: events(40, "2026-05-01T11:00:00Z") },
      "other warnings": { kubernetes: events(40, "2026-05-01T11:55:00Z", "Unhealthy") },
    },
  },
);

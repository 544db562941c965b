import { randomUUID } from "node:crypto";
import { db } from "#lib/db/client.ts";
import { type RecordedVisit, recordVisit, type VisitOutcome } from "#lib/db/record-visit.ts";
import { requestVisit } from "#lib/db/request-visit.ts";
import { beginVisit } from "#lib/db/run-visit.ts";
import type { Finding, Judgement, RuleResult } from "#lib/engine/judgement.ts";
import { scoreHost } from "#lib/engine/score.ts";
import type { Readings } from "#lib/facts/index.ts";
import { severityOf } from "#lib/rules/severity.ts";
import { clusterConfig } from "#lib/rules/testing/network-testing.ts";

/** Adds a host without a trial of its way in, and returns its id. */
export async function addTestHost(name: string): Promise<string> {
  const id = randomUUID();
  await db().host.create({ data: { id, name, address: "192.0.2.1", login: "root", authKind: "agent" } });
  return id;
}

/** A finding of a rule on a subject, with as little as the schema allows. */
export function testFinding(rule: string, target: string, subject: string, change: Partial<Finding> = {}): Finding {
  const [likelihood, impact] = [change.likelihood ?? 3, change.impact ?? 3];
  return {
    fingerprint: `${rule}|${target}|${subject}`,
    rule,
    subject,
    title: "Something is at fault",
    why: "It breaks later",
    severity: severityOf(likelihood, impact),
    likelihood,
    impact,
    confidence: "confirmed",
    observed: "this",
    expected: "that",
    scenarios: ["reboot"],
    scope: target.startsWith("cluster:") ? "cluster" : "host",
    evidence: [{ source: "/etc/fstab", line: 1, text: "a line" }],
    remedy: { steps: ["Mend it"], risk: "None", verify: "true" },
    postmortems: [],
    references: [],
    ...change,
  };
}

/** What the rules said: one result for each entry, failed where it has findings. */
export function testJudgement(rules: Record<string, Finding[] | "passed" | "unknown">): Judgement {
  const results = Object.entries(rules).map(([rule, said]): RuleResult => {
    const findings = typeof said === "string" ? [] : said;
    const verdict = typeof said === "string" ? said : "failed";
    return { rule, verdict, because: verdict === "unknown" ? "not read" : null, likelihood: 3, impact: 3, findings };
  });
  const findings = results.flatMap((result) => result.findings);
  return { results, findings, score: scoreHost(findings, results) };
}

/** A host of that name with a cluster, or none, and a clock that has moved. */
export function testReadings(hostname: string, cluster: string | null, clock: string): Readings {
  const at = { source: "corosync.conf", line: 1, text: clock };
  return {
    identity: {
      status: "ok",
      value: {
        hostname,
        machineId: null,
        bootId: null,
        kernel: "6.8",
        architecture: "x86_64",
        os: { id: "debian", versionId: "12", name: "Debian" },
        system: "proxmox",
        hypervisorVersion: null,
        init: "systemd",
        virtualization: "none",
        uptimeSeconds: Date.parse(clock) / 1000,
        clock,
      },
    },
    mounts: { status: "ok", value: Array.from({ length: 40 }, (_, index) => testMount(index)) },
    clusterConfig:
      cluster === null
        ? { status: "absent", reason: "stand-alone" }
        : {
            status: "ok",
            value: { ...clusterConfig(cluster, []), at },
          },
  };
}

function testMount(index: number) {
  const [mountPoint, source] = [`/mnt/${index}`, `/dev/mapper/vg-${(index * 7919) % 1009}`];
  const at = { source: "/proc/self/mountinfo", line: index + 1, text: `${source} ${mountPoint}` };
  return { mountPoint, source, type: "ext4", root: "/", options: ["rw"], superOptions: ["rw"], at };
}

/** Queues, begins and records a visit of a host. */
export async function visitTestHost(
  hostId: string,
  outcome: Pick<VisitOutcome, "readings" | "judgement" | "finishedAt"> & Partial<VisitOutcome>,
): Promise<RecordedVisit> {
  const visitId = await requestVisit(hostId, "demand");
  await db().$executeRaw`delete from pgboss.job`;
  const begun = await beginVisit(visitId, outcome.finishedAt);
  if (begun === null) throw new Error("the visit was over before it began");
  return recordVisit({ ...begun, durationMs: 100, sections: [], lanes: ["fast"], ...outcome });
}

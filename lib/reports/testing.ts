import fc from "fast-check";
import { judgeHost } from "#lib/engine/evaluate.ts";
import type { Finding, RuleResult } from "#lib/engine/judgement.ts";
import { factNames, type Readings } from "#lib/facts/index.ts";
import { anyTime, fstab, guest, identity, mount, names, readingsOf } from "#lib/rules/testing/testing.ts";
import type { CheckedHost } from "./check-report.ts";
import type { CheckOutcome, CheckRun } from "./check-run.ts";

/** Material for tests of what is made from a run. Nothing of the product imports this. */
export function checked(readings: Readings, target: string): CheckedHost {
  return { target, collectedAt: anyTime, durationMs: 1402.7, readings, judgement: judgeHost(readings, { hostId: target }, anyTime) };
}

/** A Proxmox host whose NFS line, node name and stopped guest are faults, and of which much is not known. */
export function faultyHost(hostname = "pve1"): Readings {
  return readingsOf({
    identity: identity({ hostname, system: "proxmox" }),
    fstab: fstab("nas-01:/vms /mnt/nas nfs defaults 0 0", "nas-01:/isos /mnt/isos nfs defaults 0 0"),
    mounts: [mount("/", "ext4", "/dev/sda2")],
    mountUnits: [],
    names: names(hostname, "127.0.0.1 localhost", `127.0.1.1 ${hostname}`),
    guests: [guest("dns", { platform: "qemu", id: "104", running: false, state: "stopped" })],
  });
}

/** A host that nobody could visit, and why. */
export function unreadOutcome(target = "10.0.0.9"): CheckOutcome {
  const problem = `${target}: Nothing listens on port 22. Check that sshd runs.`;
  const reading = { status: "failed", cause: "unreachable", detail: problem } as const;
  return { host: checked(Object.fromEntries(factNames.map((name) => [name, reading])), target), problem };
}

export function runOf(outcomes: CheckOutcome[], together: RuleResult[] = []): CheckRun {
  return { version: "1.2.3", outcomes, together };
}

/** A run of one host whose only rule says this; without findings its verdict is the one given. */
export function runSaying(findings: Finding[], over: Partial<RuleResult> = {}, readings = faultyHost()): CheckRun {
  const rule = findings[0]?.rule ?? "storage/nfs-fstab-no-nofail";
  const result: RuleResult = { rule, verdict: "failed", because: null, likelihood: 3, impact: 4, findings, ...over };
  const host = checked(readings, "root@10.0.0.1");
  return runOf([{ host: { ...host, judgement: { ...host.judgement, results: [result], findings } } }]);
}

export function finding(over: Partial<Finding> = {}): Finding {
  return {
    fingerprint: "storage/nfs-fstab-no-nofail|host:a1|/mnt/nas",
    rule: "storage/nfs-fstab-no-nofail",
    subject: "/mnt/nas",
    title: "The boot waits for the NAS",
    why: "Nobody knows",
    severity: "critical",
    likelihood: 3,
    impact: 4,
    confidence: "confirmed",
    observed: "defaults",
    expected: "nofail",
    scenarios: ["reboot"],
    scope: "host",
    evidence: [],
    remedy: { steps: ["Write nofail"], risk: "none", verify: "findmnt --verify" },
    postmortems: [],
    references: [],
    ...over,
  };
}

const pieces = [
  ...["\u0000", "\u001b[2J", "\u0085", "\r\n", "\r", "\n", "\t", "\u202e", "\u2066", "\ud800", "\udfff", "\ufffe", "\uffff", "🐧"],
  ...["]]>", "<![CDATA[", "<!--", "-->", "</failure>", "<?xml?>", "&amp;", "&#0;", "&lt;", '"', "'", "<script>", "&"],
  ...[
    "{0}",
    "{",
    "}}",
    "[click](javascript:alert(1))",
    "](",
    "`",
    "```",
    "\\",
    "|",
    "../..",
    "..",
    ".",
    "/",
    "%2e%2e",
    "%",
    "?",
    "#",
    ":",
    "//x",
  ],
];

/** Text as somebody might write it into a host who knows what reads it. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 4 })), { maxLength: 8 })
  .map((parts) => parts.join(""));
/** A finding in which everything that a host can say is hostile. */
export const hostileFinding = fc
  .record({
    fingerprint: hostileText,
    subject: hostileText,
    title: hostileText,
    observed: hostileText,
    expected: hostileText,
    evidence: fc.array(fc.record({ source: hostileText, line: fc.integer({ min: 1, max: 3 }), text: hostileText }), { maxLength: 4 }),
    remedy: fc.record({ steps: fc.array(hostileText, { maxLength: 2 }), risk: hostileText, verify: hostileText }),
  })
  .map(finding);

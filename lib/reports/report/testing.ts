import { scenarios } from "#lib/rules/rule.ts";
import type { ReportHostFacts } from "./host-model.ts";
import type { Report, ReportFinding, ReportHost } from "./model.ts";
import { topologyOf, vlansOf } from "./testing-hanging.ts";

const at = "2026-01-10T12:00:00.000Z";

/** A report in which every text that a host or a person can choose is the given one; it has everything that a report can have. */
export function reportOf(text: string, change: Partial<Report> = {}): Report {
  const host = hostOf(text);
  return {
    schema: "bulkhead-report/1",
    kind: "cluster",
    subject: { id: null, name: text },
    title: `Cluster ${text}`,
    madeAt: at,
    madeBy: { version: "0.1.0", rules: 200, catalogue: "0123456789ab" },
    headlines: [{ tone: "critical", words: `1 of 2 hosts: ${text}`, detail: text }],
    coverage: { hosts: 2, read: 1, share: 0.5, unknownRules: 1 },
    findings: [findingOf(text), findingOf(text, { subject: "another", severity: "low" })],
    accepted: [findingOf(text, { accepted: { by: text, reason: text, at, until: "2026-02-01" } })],
    exposure: null,
    window: null,
    hosts: [host, { ...host, name: `${text} 2`, seenAt: null, visitedAt: null, risk: null, state: "unvisited", facts: null }],
    topology: topologyOf(text),
    vlans: vlansOf(text),
    fleet: { judgedAt: at, verdicts: [{ rule: "alert/x", verdict: "unknown", because: text }] },
    unknown: {
      neverRead: [`${text} 2`],
      notAnswering: [{ host: text, because: text, seenAt: at }],
      cells: [{ host: text, scenario: "reboot", undecided: 2 }],
      fleetRules: [{ rule: "alert/x", because: text }],
      unreadableFindings: [{ rule: "storage/y", hosts: [text] }],
    },
    ...change,
  };
}

/** The same about an incident. */
export function incidentReportOf(text: string): Report {
  const exposure = {
    host: text,
    answer: "exposed" as const,
    through: [{ rule: "storage/z", subject: text, title: text, severity: "high" as const, accepted: true }],
    passed: ["storage/p"],
    silent: [{ rule: "storage/q", state: "unknown" as const, because: text }],
  };
  return reportOf(text, {
    ...{ kind: "postmortem", topology: null, vlans: null },
    exposure: {
      ...{ id: "x", title: text, date: null, summary: text, system: text, answer: "exposed" },
      chain: [{ step: text, text, kind: "latent", rules: ["storage/z"], open: true }],
      counts: { exposed: 1, "cannot-tell": 0, "not-exposed": 0 },
      fleet: null,
      hosts: [exposure],
    },
  });
}

export function findingOf(text: string, change: Partial<ReportFinding> = {}): ReportFinding {
  return {
    fingerprint: text,
    rule: "storage/z",
    severity: "critical",
    likelihood: 3,
    impact: 4,
    confidence: "inferred",
    scope: "host",
    subject: text,
    title: text,
    why: text,
    observed: text,
    expected: text,
    scenarios: ["reboot"],
    evidence: [{ source: text, line: 3, text }],
    remedy: { steps: [text], risk: text, verify: text },
    incidents: [{ id: "x", title: text, date: "2026-01-01" }],
    references: [text],
    hosts: [{ host: text, points: 10, notSeenSince: at }],
    openedAt: at,
    accepted: null,
    ...change,
  };
}

function hostOf(text: string): ReportHost {
  return {
    ...{ name: text, target: text, site: text, cluster: text, system: "proxmox", state: "unreachable", paused: false },
    lastError: { code: "unreachable", sentence: text },
    visitedAt: at,
    seenAt: at,
    risk: { score: 75, worstCase: 80, coverage: 0.9, sight: "partly-seen" },
    verdicts: { passed: 1, failed: 1, notApplicable: 0, unknown: 1 },
    readiness: scenarios.map((scenario) => ({ scenario, tone: "high", words: text, search: "if=power-loss", undecided: 0 })),
    unknown: {
      rules: [{ rule: "storage/u", because: text }],
      facts: [{ fact: "fstab", cause: "denied", detail: text }],
    },
    facts: factsOf(text),
  };
}

function factsOf(text: string): ReportHostFacts {
  const nics = [{ bridge: text, vlan: 10 }];
  const guest = { id: text, name: text, platform: "qemu" as const, running: null, state: text, onboot: true, template: false, order: 1 };
  return {
    identity: { status: "failed", cause: "timeout", detail: text },
    mounts: {
      status: "ok",
      value: [{ mountPoint: text, state: "not mounted", device: text, source: null, type: text, options: [text], line: 2 }],
    },
    bridges: {
      status: "ok",
      value: [
        {
          name: text,
          vlanFiltering: true,
          ports: [{ name: text, role: "uplink", note: text, pvid: 1, vlans: [{ vid: 1, vidEnd: 1, pvid: true, untagged: true }] }],
        },
      ],
    },
    guests: {
      status: "ok",
      value: [{ ...guest, haState: null, lock: text, memoryMiB: 512, nics, disks: [{ slot: text, source: text }] }],
    },
    clusterConfig: {
      status: "ok",
      value: { name: text, twoNode: true, waitForAll: false, qdevice: text, nodes: [{ name: text, votes: 1, addresses: [text] }] },
    },
    votes: {
      status: "ok",
      value: {
        ...{ quorate: false, totalVotes: 1, expectedVotes: 3, quorum: 2, qdeviceVotes: 0 },
        members: [{ name: text, votes: 1, local: true, qdevice: [text] }],
      },
    },
  };
}

/** What people have broken formats with. */
export const hostileTexts: readonly string[] = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `</style></pre></code><!--`,
  `]]>&amp;&#60;`,
  `=cmd|' /C calc'!A0`,
  `+1+1`,
  `-2+3`,
  `@SUM(A1)`,
  `\t=1+1`,
  `a,"b"\r\nc;d`,
  "```\n# not a heading\n```",
  "`a``b```c",
  "[x](javascript:alert(1)) ![i](http://x/y)",
  "<http://example.org> www.example.org https://example.org a@example.org",
  "| a | b |\n| --- | --- |",
  "1. one\n- two\n> three\n    four\n***\n===",
  "*a* _b_ ~~c~~ \\* &copy; [^1] [ ]",
  "(unbalanced \\) ) >> endobj stream",
  "中文 日本語 한국어 👩‍🚀 𝔘",
  "עברית العربية Ελληνικά Кириллица ạ́",
  "a".repeat(600),
  "",
];

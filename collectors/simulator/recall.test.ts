import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { probes } from "#collectors/probes/index.ts";
import { readingsOf } from "#collectors/readings.ts";
import { composeScript, splitOutput } from "#collectors/script.ts";
import { judgeHost } from "#lib/engine/evaluate.ts";
import type { Finding, Judgement } from "#lib/engine/judgement.ts";
import type { Readings } from "#lib/facts/index.ts";
import { rules } from "#lib/rules/index.ts";
import { bandOf } from "#lib/rules/severity.ts";
import { clockOf } from "./answers/system.ts";
import type { Recording } from "./recording.ts";
import { loadRecording, recordingNames, recordingsFolder } from "./recording.ts";
import { runScript } from "./run-script.ts";

const Expectation = z.object({
  faults: z.array(z.object({ what: z.string(), subject: z.string(), keywords: z.array(z.string()), rule: z.string() })).default([]),
  must_not: z.array(z.string()),
});

/**
 * Statements that would be false of a host, as its `expect.json` has them, and the rules that would make them; a rule may be narrowed to
 * a word that its finding would hold. None: no rule here could say it.
 */
const falseStatements: Record<string, Record<string, readonly (readonly [rule: string, word?: string])[]>> = {
  "src-k8s-cp-01": {
    "control plane state on network storage (etcd is on the local disk)": [["storage/local-mount-needs-remote"]],
    "watchdog absent": [],
    "k8s API by name (loopback address)": [["storage/netfs-server-by-hostname", "127.0.0.1"]],
    "127.0.1.1 is a fault on this host": [["boot/pve-hostname-resolves-to-loopback"]],
  },
  "src-kvm-01": {
    "PVID mismatch between host and guests (self, uplink and guest ports are all in VLAN 100)": [
      ["bridge/pvid-mismatch-host-guests"],
      ["bridge/uplink-pvid-mismatch"],
    ],
    "NFS mount missing now (all three are mounted)": [["storage/fstab-entry-not-mounted"], ["storage/guest-disk-source-missing"]],
    "root account locked (it has a password)": [],
    "no out-of-band console (BMC with an address)": [],
  },
  "src-kvm-02": {
    "sunrpc rpc_pipefs is an NFS mount": rules.map(({ id }) => [id, "rpc_pipefs"]),
    "no out-of-band console": [],
    "NAS down (10.50.1.70 answers)": rules.map(({ id }) => [id, "10.50.1.70 FAILED"]),
  },
  "src-pve": {
    "QDevice not voting (3 of 3 votes)": [["cluster/qdevice-not-voting"], ["cluster/votes-below-expected"]],
    "two-node cluster without tie-breaker": [["cluster/two-nodes-without-tiebreaker"]],
    "win-test (VM 108) has to run (no onboot)": [["guests/onboot-not-running"], ["guests/important-guest-without-onboot", "win-test"]],
  },
  "src-pve-week-later": {
    "cluster not quorate (it is)": [["cluster/not-quorate"]],
    "config of corosync inconsistent": [],
  },
  "src-pve2": {
    "QDevice daemon unhealthy on this node": [["boot/failed-units"], ["cluster/qdevice-not-voting", "not running"]],
    "NMW is a fault": [["cluster/qdevice-not-voting", "pve2:"]],
    "cluster not quorate": [["cluster/not-quorate"]],
  },
  "src-r730": {
    "RAID degraded": [],
    "no backup of /etc/pve (nightly off-site copy at 02:00)": [],
    "no out-of-band console (iDRAC has an address)": [],
    "/srv/local not mounted": [["storage/fstab-entry-not-mounted"]],
  },
  "src-vps": {
    "missing interface (ens3 is there and up)": [["nic/configured-interface-absent"]],
    "deprecated address 2001:db8:2604:9cc0::80 is a fault (lifetime: 0 is configured)": rules.map(({ id }) => [
      id,
      "2001:db8:2604:9cc0::80",
    ]),
    "127.0.1.1 is a fault on this host": [["boot/pve-hostname-resolves-to-loopback"]],
    "root file system at 100 percent (snap images)": [],
  },
  "src-vps-hypervisor": {
    "v1002, v1003, v1004 have pending changes": [],
    "uplink not redundant (bond of two ports)": [],
    "VNC of v1002-v1004 exposed (127.0.0.1)": [],
  },
};

/** Faults whose rule is there and does not see them, with the reason; the test fails when one of them is found, so that it goes from here. */
const notSeen: Record<string, string> = {
  "src-r730 storage/unstable-device-name": "the name stands in a cron table, which no probe reads: as root's crontab it may hold anything",
};

const script = composeScript(probes);
const nonce = "0123456789abcdef".repeat(2);

async function read(recording: Recording): Promise<Readings> {
  const parts: string[] = [];
  for await (const part of runScript(recording, script, { nonce, lane: "all" }, () => 0)) parts.push(part);
  return readingsOf(probes, [splitOutput(parts.join(""), nonce)]).readings;
}

/** All that a finding says, for words to be looked for. */
function words(finding: Finding): string {
  const { subject, title, why, observed, expected, evidence } = finding;
  return [subject, title, why, observed, expected, ...evidence.map(({ text }) => text)].join("\n").toLowerCase();
}

const hosts = recordingNames().map((name) => {
  const expectation: unknown = JSON.parse(readFileSync(join(recordingsFolder, name, "expect.json"), "utf8"));
  return { name, recording: loadRecording(name), ...Expectation.parse(expectation) };
});

describe.each(hosts)("$name", ({ name, recording, faults, must_not: mustNot }) => {
  const judged = read(recording).then((readings) => judgeHost(readings, { hostId: name }, new Date(clockOf(recording) * 1000)));
  const findings = (rule: string): Promise<Finding[]> => judged.then((judgement) => judgement.findings.filter((one) => one.rule === rule));

  it("is read without a gap", async () => {
    const gaps = Object.entries(await read(recording)).filter(([, reading]) => reading.status === "failed");
    expect(gaps).toEqual([]);
    expect(undecided(await judged)).toEqual([]);
  });

  const known = faults.filter(({ rule }) => rules.some(({ id }) => id === rule));
  const seen = known.filter(({ rule }) => notSeen[`${name} ${rule}`] === undefined);
  it.each(seen)("shows: $what", async ({ rule, keywords }) => {
    const found = await findings(rule);
    expect(found.some((finding) => keywords.some((keyword) => words(finding).includes(keyword.toLowerCase())))).toBe(true);
  });

  it.each(known.filter((fault) => !seen.includes(fault)))("does not show yet: $what", async ({ rule }) => {
    expect(await findings(rule)).toEqual([]);
  });

  if (!name.startsWith("src-")) {
    it("is sound: nothing above low", async () => {
      const above = (await judged).findings.filter(({ severity }) => bandOf(severity) > bandOf("low"));
      expect(above.map(({ rule, severity, subject }) => ({ rule, severity, subject }))).toEqual([]);
    });
    return;
  }

  it("has each of its false statements in the table here", () => {
    expect(Object.keys(falseStatements[name] ?? {}).sort()).toEqual([...mustNot].sort());
  });

  it.each(Object.entries(falseStatements[name] ?? {}))("does not say: %s", async (_, sayings) => {
    for (const [rule, word] of sayings) {
      expect(rules.map(({ id }) => id)).toContain(rule);
      const said = (await findings(rule)).filter((finding) => words(finding).includes((word ?? "").toLowerCase()));
      expect(said.map(({ observed }) => observed)).toEqual([]);
    }
  });
});

function undecided({ results }: Judgement): unknown[] {
  return results.filter(({ verdict }) => verdict === "unknown").map(({ rule, because }) => ({ rule, because }));
}

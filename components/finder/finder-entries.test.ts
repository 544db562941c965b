import { expect, test } from "vitest";
import { findingEntries, hostEntries, incidentEntries, matching, pageEntries, ruleEntries } from "./finder-entries.ts";

const hosts = hostEntries({
  hosts: [
    { id: "1", name: "old-pve", address: "10.0.0.1", clusterName: "lab" },
    { id: "2", name: "pve2", address: "10.0.0.2", clusterName: "lab" },
  ],
});
const findings = findingEntries({
  findings: [
    {
      id: "f",
      finding: { rule: "cluster/not-quorate", title: "The cluster has no quorum", subject: "lab" },
      hosts: [
        { id: "1", name: "old-pve" },
        { id: "2", name: "pve2" },
      ],
    },
  ],
});

test("every word must be there, in whatever order; names that begin so come first", () => {
  expect(matching(hosts, "PVE").map((entry) => entry.name)).toEqual(["pve2", "old-pve"]);
  expect(matching([...hosts, ...findings], "quorum pve2").map((entry) => entry.href)).toEqual(["/hosts/2?finding=f#f"]);
  expect(matching(hosts, "nothing")).toEqual([]);
});

test("without words everything, up to the limit", () => {
  expect(matching([...pageEntries, ...hosts], "", 3)).toHaveLength(3);
});

test("a cluster's finding is found on each host that shows it", () => {
  expect(findings.map((entry) => entry.detail)).toEqual(["old-pve · cluster/not-quorate · lab", "pve2 · cluster/not-quorate · lab"]);
});

test("rules and incidents lead to their pages", () => {
  const rules = ruleEntries({ rules: [{ id: "dns/single-nameserver", title: "One name server" }] });
  const incidents = incidentEntries({
    postmortems: [
      { id: "an-outage", title: "An outage", date: "2026-01-31" },
      { id: "other", title: "Another" },
    ],
  });
  expect(matching([...rules, ...incidents], "single").map((entry) => entry.href)).toEqual(["/rules/dns/single-nameserver"]);
  expect(matching([...rules, ...incidents], "incident 2026").map((entry) => entry.href)).toEqual(["/postmortems/an-outage"]);
  expect(incidents.map((entry) => entry.detail)).toEqual(["incident of 2026-01-31", "incident"]);
});

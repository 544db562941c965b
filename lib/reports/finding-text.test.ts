import { expect, test } from "vitest";
import { findingText } from "./finding-text.ts";
import { finding } from "./testing.ts";

test("a finding in full", () => {
  expect(findingText(finding({ evidence: [{ source: "/etc/fstab", line: 12, text: "nas:/a\t/mnt nfs" }] })).split("\n")).toEqual([
    "The boot waits for the NAS",
    "severity: critical (likelihood 3, impact 4), confirmed",
    "rule:     storage/nfs-fstab-no-nofail",
    "subject:  /mnt/nas",
    "observed: defaults",
    "expected: nofail",
    "evidence: /etc/fstab, line 12: nas:/a /mnt nfs",
    "why:      Nobody knows",
    "do 1:     Write nofail",
    "risk:     none",
    "verify:   findmnt --verify",
  ]);
});

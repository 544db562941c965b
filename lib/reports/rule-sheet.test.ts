import { describe, expect, test } from "vitest";
import { rules } from "#lib/rules/index.ts";
import type { AnyRule } from "#lib/rules/rule.ts";
import { needsRoot, ruleSheet, type SheetProbe } from "./rule-sheet.ts";
import { rulesMarkdown } from "./rules-markdown.ts";

const probes: SheetProbe[] = [
  { id: "fstab", fact: "fstab", systems: ["linux"], sources: { table: { read: "/etc/fstab" } } },
  {
    id: "smart",
    fact: "smart",
    systems: ["linux"],
    sources: { health: { list: ["ls", "/sys/block"], exec: ["smartctl", "-n", "standby", "/dev/{}"], root: true, lane: "sixHourly" } },
  },
  { id: "names", fact: "names", systems: ["proxmox"], sources: { look: { exec: ["getent", "hosts", "a b"] } } },
];
const [first] = rules;
if (first === undefined) throw new Error("there are rules");
const rule = (change: Partial<AnyRule>) => ({ ...first, ...change }) as AnyRule;

describe("what a rule reads", () => {
  const sheet = ruleSheet(rule({ id: "storage/x", needs: ["fstab", "declared"], wants: ["smart"], likelihood: 3, impact: 4 }), probes);

  test("facts lead to the files and commands of their probes", () => {
    expect(sheet.reads.map(({ name, kind, sharpens }) => ({ name, kind, sharpens }))).toEqual([
      { name: "fstab", kind: "fact", sharpens: false },
      { name: "declared", kind: "context", sharpens: false },
      { name: "smart", kind: "fact", sharpens: true },
    ]);
    expect(sheet.reads[0]?.probes[0]?.sources).toEqual([{ text: "/etc/fstab", kind: "file", each: null, privilege: "none", lane: "fast" }]);
    expect(sheet.reads[2]?.probes[0]?.sources).toEqual([
      { text: "smartctl -n standby /dev/{}", kind: "command", each: "ls /sys/block", privilege: "root", lane: "sixHourly" },
    ]);
  });

  test("a rule needs root where one of its sources does without which it is unknown", () => {
    expect(needsRoot(sheet)).toBe(false);
    expect(needsRoot(ruleSheet(rule({ needs: ["smart"], wants: [] }), probes))).toBe(true);
    expect(needsRoot(ruleSheet(rule({ needs: ["fstab"], wants: [] }), probes))).toBe(false);
  });

  test("words with blanks are quoted, and the visit itself is not something that is read", () => {
    expect(ruleSheet(rule({ needs: ["names"], wants: [] }), probes).reads[0]?.probes[0]?.sources[0]?.text).toBe("getent hosts 'a b'");
    expect(ruleSheet(rule({ needs: ["collection"], wants: [] }), probes).reads).toEqual([]);
  });

  test("severity follows from likelihood and impact", () => {
    expect(sheet).toMatchObject({ severity: "critical", family: "storage" });
  });
});

describe("docs/rules.md", () => {
  test("says of a rule how bad it is, what it reads and where it is known from", () => {
    const sheet = ruleSheet(rule({ id: "storage/x", needs: ["fstab", "before"], wants: ["smart"], likelihood: 3, impact: 4 }), probes);
    const text = rulesMarkdown([{ ...sheet, incidents: ["an-outage"], references: ["fstab(5)"] }], () => "An outage");
    expect(text).toContain("### storage/x");
    expect(text).toContain("- **critical**: likelihood 3 (certain at the next such event), impact 4");
    expect(text).toContain("  - [fstab](#fact-fstab)\n");
    expect(text).toContain("### Fact fstab\n\n- `/etc/fstab`\n");
    expect(text).toContain("  - how the host was before, from earlier visits\n");
    expect(text).toContain("  - [smart](#fact-smart), partly as root (only sharpens the answer)\n");
    expect(text).toContain("- `smartctl -n standby /dev/{}` for each line of `ls /sys/block` (root, at most every six hours)\n");
    expect(text).toContain("[An outage](../lib/postmortems/an-outage.md)");
    expect(text).toContain("- Stated in: fstab(5)");
  });
});

import { describe, expect, it } from "vitest";
import type { Declarations } from "#lib/facts/declared.ts";
import { buildPart, unreadPart } from "#lib/graph/build-part.ts";
import { Runbook, runbookOf } from "#lib/maintenance/runbook/runbook.ts";
import { judgeRecording } from "./judge-recording.ts";

const declarations: Declarations = [
  {
    kind: "out-of-band",
    id: "x",
    host: "kvm-01",
    note: null,
    declaredBy: "ada",
    declaredAt: "2026-01-01T00:00:00Z",
    by: "bmc",
    address: "10.50.1.210",
    account: "ops",
    sharesNetworkWithHost: null,
    lastTestedOn: null,
  },
];

async function runbookFor(recording: string, host: string): Promise<Runbook> {
  const { readings } = await judgeRecording(recording);
  return runbookOf({ host, seenAt: null, readings, part: buildPart(readings), declarations });
}

/** Every line of a section as "words → command". */
function linesOf(book: Runbook, title: string): string[] {
  const section = book.sections.find((one) => one.title.startsWith(title));
  return section?.lines.map(({ words, command }) => (command === null ? words : `${words} → ${command}`)) ?? [];
}

describe("a runbook", () => {
  it("of kvm-01 has its console, its lines of fstab and its VLANs", async () => {
    const book = await runbookFor("src-kvm-01", "kvm-01");
    expect(Runbook.parse(book)).toEqual(book);
    expect(linesOf(book, "The way in")[0]).toBe("bmc: 10.50.1.210; account ops; never tested");
    expect(linesOf(book, "Lines of /etc/fstab").join("\n")).toContain(
      "/mnt/nas/vms from nas-01 holds the boot: comment line 11 → sed -i '11s/^/#/' /etc/fstab",
    );
    expect(linesOf(book, "The network").join("\n")).toMatch(/its uplink eno8 → ip link set eno8 master br-mgmt; ip link set eno8 up/);
    expect(linesOf(book, "The network").join("\n")).toMatch(/bridge vlan add dev eno8 vid 100 pvid untagged/);
    expect(linesOf(book, "Guests")[0]).toMatch(/^bind-01 \(DNS\).* → virsh start bind-01$/);
  });

  it("of pve has /etc/pve, the votes, and the storage guest first", async () => {
    const book = await runbookFor("src-pve", "pve");
    expect(linesOf(book, "/etc/pve").join("\n")).toContain("pmxcfs -l");
    expect(linesOf(book, "Cluster homelab").at(-1)).toContain("pvecm expected 1");
    expect(linesOf(book, "Guests")[0]).toMatch(/^truenas \(storage\)/);
  });

  it("of a host that was never read says what is missing in every part, and invents nothing", () => {
    const book = runbookOf({ host: "new", seenAt: null, readings: {}, part: unreadPart(), declarations: [] });
    expect(book.sections.map(({ title, missing }) => [title, missing !== null])).toEqual([
      ["The way in", true],
      ["When the boot stops", true],
      ["Lines of /etc/fstab that hold the boot", true],
      ["The network by hand, with this host's values", true],
      ["Guests, in the order to start them", true],
    ]);
  });
});

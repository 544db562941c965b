import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordedBundle } from "#cli/testing.ts";
import { collectBundle } from "#collectors/collect.ts";
import { probes } from "#collectors/probes/index.ts";
import { composeScript } from "#collectors/script.ts";
import { closeDb, withDbAtOneMoment } from "#lib/db/client.ts";
import { planWindow } from "#lib/db/maintenance.ts";
import { makeReport } from "#lib/db/make-report.ts";
import { judgeHost } from "#lib/engine/evaluate.ts";
import { hostPages } from "#lib/offline/contents.ts";
import { Manifest } from "#lib/offline/manifest.ts";
import { brokenLinks, complaintsOf, dangersIn } from "#lib/offline/testing.ts";
import { renderCsv } from "#lib/reports/report/csv.ts";
import { Report } from "#lib/reports/report/model.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { type OfflineOutcome, writeOffline } from "./write-offline.ts";

/** What somebody may call a host who wants to write elsewhere, or to run something. */
const hostile = "../../Évil <script>alert(1)</script>";
const now = new Date("2026-01-10T12:00:00Z");
let database: TestDatabase;
let place = "";
let target = "";
let outcome: OfflineOutcome;
let files: Map<string, string>;
const progress: string[] = [];

function write(): Promise<OfflineOutcome> {
  const { signal } = new AbortController();
  const onProgress = (words: string) => void progress.push(words);
  return withDbAtOneMoment(database.url, () => writeOffline({ target, root: process.cwd(), now, signal, onProgress }));
}

async function storeRecorded(name: string, recording: string): Promise<string> {
  const { readings } = collectBundle(await recordedBundle(recording), probes);
  const hostId = await addTestHost(name);
  const judgement = judgeHost(readings, { hostId, context: { declared: { status: "ok", value: [] } } }, now);
  await visitTestHost(hostId, { readings, judgement, finishedAt: new Date("2026-01-10T11:00:00Z") });
  return hostId;
}

beforeAll(async () => {
  database = await freshDatabase();
  place = mkdtempSync(join(tmpdir(), "bulkhead-offline-"));
  target = join(place, "out");
  const first = await storeRecorded("kvm-01", "src-kvm-01");
  await storeRecorded("kvm-02", "src-kvm-02");
  const readings = testReadings(hostile, "prod <&>", now.toISOString());
  await visitTestHost(await addTestHost(hostile), { readings, judgement: testJudgement({ "x/y": "unknown" }), finishedAt: now });
  await addTestHost("KVM-01");
  const times = { startsAt: "2026-01-11T22:00:00Z", endsAt: "2026-01-11T23:00:00Z", timeZone: "Europe/Berlin" };
  const people = [{ name: "Mara", role: "does" as const, contact: null }];
  await planWindow(
    { title: "Kernel </title><b>", ...times, actions: [{ what: "reboot", hostId: first, subject: null, note: null }], people, note: null },
    "root",
  );
  outcome = await write();
  files = filesOf(target);
}, 120_000);
afterAll(async () => {
  rmSync(place, { recursive: true, force: true });
  await closeDb();
  await database.drop();
});

function filesOf(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map((entry) => [
      relative(folder, join(entry.parentPath, entry.name)),
      readFileSync(join(entry.parentPath, entry.name), "utf8"),
    ]),
  );
}

const pages = () => [...files].filter(([path]) => path.endsWith(".html"));
const page = (path: string) => files.get(path) ?? `there is no ${path}`;

describe("the whole export", { timeout: 120_000 }, () => {
  test("has a page for everything", () => {
    expect(outcome).toMatchObject({ folder: target, hosts: 4, files: files.size });
    for (const name of ["kvm-01", "kvm-02", "KVM-01", hostile])
      for (const path of Object.values(hostPages(name))) expect(files.has(path), path).toBe(true);
    for (const path of [
      "index.html",
      "cold-start.html",
      "vlans.html",
      "topology.html",
      "a-z.html",
      "documents/offline.html",
      "rules/storage.html",
      "postmortems/kvm-pair-panic-reboot.html",
    ])
      expect(files.has(path), path).toBe(true);
    expect([...files.keys()].filter((path) => path.startsWith("windows/"))).toHaveLength(1);
    expect(new Set([...files.keys()].map((path) => path.toLowerCase())).size).toBe(files.size);
    expect(progress).toContain("host 4 of 4");
  });

  test("has no link that leads nowhere, and none that leads elsewhere", () => {
    expect(brokenLinks(files)).toEqual([]);
    const led = brokenLinks(
      new Map([...files, ["index.html", `${page("index.html")}<a href="gone.html"><a href="https://x"><a href="hosts.html#gone">`]]),
    );
    expect(led).toHaveLength(3);
  });

  test("can be reached from the first page, all of it", () => {
    const known = new Set(["index.html"]);
    for (const path of known) {
      for (const [, href = ""] of page(path).matchAll(/ href="([^"#]+)/g)) known.add(join("/", path, "..", href).slice(1));
    }
    expect([...files.keys()].filter((path) => !known.has(path))).toEqual([]);
  });

  test("is valid HTML in which nothing runs or loads, whatever a host is called", async () => {
    for (const [path, text] of pages()) {
      expect(await complaintsOf(text), path).toEqual([]);
      expect(dangersIn(text.replace(/>[^<]*</g, "><").replace(/"[^"]*"/g, '""')), path).toEqual([]);
      expect(text, path).toContain("default-src &#39;none&#39;");
      expect(text, path).toContain("It does not change.</strong>");
    }
    expect(page(hostPages(hostile).report)).toContain("../../Évil &lt;script&gt;alert(1)&lt;/script&gt;");
  });

  test("tells the chain from the fleet to the line that holds the boot", () => {
    expect(page("index.html")).toMatch(/<a href="hosts\/kvm-01\.html"><code>kvm-01<\/code><\/a>/);
    expect(page("hosts/kvm-01.html")).toContain("storage/nfs-fstab-no-nofail");
    expect(page("hosts/kvm-01.html")).toContain("/etc/fstab");
    expect(page("runbooks/kvm-01.html")).toContain("systemd.unit=emergency.target");
    expect(page("rehearsals/kvm-01.html")).toContain("kvm-01 is rebooted");
    expect(page("topology/kvm-01.html")).toContain("/mnt/nas/vms");
    expect(page("vlans.html")).toContain("br-mgmt");
    expect(page("postmortems/kvm-pair-panic-reboot.html")).toContain("It could happen here");
  });

  test("says what is not known: a host that was never read, a window that was never checked", () => {
    const never = hostPages("KVM-01");
    expect(page("index.html")).toContain("1 host never read");
    expect(page(never.report)).toContain("Nothing has been read from this host yet");
    expect(page(never.runbook)).toContain("It was never read");
    expect(page(never.depends)).toContain("never read");
    const [window = ""] = [...files.keys()].filter((path) => path.startsWith("windows/"));
    expect(page(window)).toContain("No pre-check was made");
    expect(page(window)).toContain("2026-01-11 22:00");
  });

  test("carries the same as data: the public report, the table, the script of a visit", async () => {
    const report = Report.parse(JSON.parse(page("report-fleet.json")));
    expect(report).toEqual(await makeReport({ kind: "fleet" }, now));
    expect(page("findings.csv")).toBe([...renderCsv(report)].join(""));
    expect(page("by-hand/bulkhead-probe.sh")).toBe(composeScript(probes));
    const manifest = Manifest.parse(JSON.parse(page("manifest.json")));
    expect(manifest).toMatchObject({ madeAt: now.toISOString(), hosts: 4 });
    expect(manifest.files.length).toBe(files.size - 2);
    expect(manifest.files.every(({ path, bytes }) => statSync(join(target, path)).size === bytes)).toBe(true);
  });

  test("that is interrupted leaves the earlier one, and nothing beside it", async () => {
    const interruption = new AbortController();
    const onProgress = (words: string) => words.startsWith("host 2") && interruption.abort(new Error("interrupted"));
    const writing = withDbAtOneMoment(database.url, () =>
      writeOffline({ target, root: process.cwd(), now, signal: interruption.signal, onProgress }),
    );
    await expect(writing).rejects.toThrow("interrupted");
    expect(filesOf(target)).toEqual(files);
    expect(readdirSync(place)).toEqual(["out"]);
  });

  test("of the same picture is the same, byte for byte", async () => {
    await write();
    expect(filesOf(target)).toEqual(files);
    expect(readdirSync(place)).toEqual(["out"]);
  });
});

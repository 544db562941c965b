import { describe, expect, it } from "vitest";
import type { Change } from "#lib/engine/drift/change.ts";
import type { Readings } from "#lib/facts/index.ts";
import { openFinding } from "./check-testing.ts";
import { type ComparedHost, inShort, isLoss, postCheck } from "./compare.ts";
import { PostCheck } from "./post-check.ts";

const at = { source: "/proc/self/mountinfo", line: 1, text: "a line" };
const mount = (mountPoint: string) => ({
  mountPoint,
  source: "nas:/vms",
  type: "nfs4",
  root: "/",
  options: ["rw"],
  superOptions: ["rw"],
  at,
});
const mounted = (...paths: string[]): Readings => ({ mounts: { status: "ok", value: paths.map(mount) } });

function host(over: Partial<ComparedHost> = {}): ComparedHost {
  const state = { readings: mounted("/", "/mnt/nas"), score: 20 };
  return { host: "kvm-01", isFresh: true, error: null, seenAt: null, before: state, now: state, openBefore: [], openNow: [], ...over };
}

const grave = openFinding("storage/fstab-entry-not-mounted", { severity: "high", title: "/mnt/nas is not mounted" });
const small = openFinding("boot/failed-units", { severity: "low" });

describe("a post-check", () => {
  it.each<[string, ComparedHost, string, RegExp]>([
    ["nothing differs", host(), "as-before", /^As before: nothing differs\.$/],
    [
      "a mount is gone",
      host({ now: { readings: mounted("/"), score: 40 } }),
      "worse",
      /^Not as before: 1 change, .* First of all: .*\/mnt\/nas/,
    ],
    ["a grave finding is new", host({ openNow: [grave] }), "worse", /First of all: \/mnt\/nas is not mounted\.$/],
    ["a small finding is new", host({ openNow: [small] }), "worse", /1 new finding/],
    ["one went and one came", host({ openBefore: [inShort(grave)], openNow: [small] }), "as-before", /1 new finding, 1 resolved/],
    ["a finding went", host({ openBefore: [inShort(grave)] }), "better", /^Better than before: .* 1 resolved\.$/],
    [
      "something can no longer be read",
      host({ now: { readings: { mounts: { status: "failed", cause: "timeout", detail: "too slow" } }, score: 20 } }),
      "cannot-tell",
      /^Cannot tell yet: 1 fact that the pre-check read could not be read now\. In the rest: 0 changes/,
    ],
    ["something is not there at all", host({ now: { readings: {}, score: 20 } }), "cannot-tell", /^Cannot tell yet: 1 fact/],
    ["a grave finding is new and something unread", host({ now: { readings: {}, score: 20 }, openNow: [grave] }), "worse", /1 fact that/],
    ["the host is silent", host({ isFresh: false, error: "no answer" }), "unreachable", /^kvm-01 does not answer: go in by the console/],
  ])("where %s", (_, compared, verdict, headline) => {
    const check = postCheck([compared], null);
    expect(check.verdict).toBe(verdict);
    expect(check.headline).toMatch(headline);
    expect(PostCheck.parse(check)).toEqual(check);
  });

  it("takes what an unreachable host said last for nothing new", () => {
    const silent = host({ isFresh: false, now: { readings: mounted("/"), score: 1 }, openNow: [grave] });
    expect(postCheck([silent], null).hosts[0]).toMatchObject({ changes: [], opened: [], resolved: [], scoreNow: null });
  });

  it("is worse than one silent host for no other reason: the silent one speaks first", () => {
    const worse = host({ host: "kvm-02", now: { readings: mounted("/"), score: 40 } });
    expect(postCheck([worse, host({ isFresh: false })], null).verdict).toBe("unreachable");
  });

  it("without a pre-check compares nothing and counts no finding as new", () => {
    const check = postCheck([host({ before: null, openBefore: null, openNow: [grave] })], null);
    expect(check.hosts[0]).toMatchObject({ changes: [], opened: [], resolved: [] });
    expect(check.comparedWith).toBeNull();
  });

  it("names what it could not compare", () => {
    const failed: Readings = { mounts: { status: "failed", cause: "timeout", detail: "no answer in 5 s" } };
    const check = postCheck([host({ now: { readings: failed, score: null } })], null);
    expect(check.hosts[0]?.notCompared).toContainEqual({ fact: "mounts", words: expect.stringContaining("now: no answer in 5 s") });
    expect(check.hosts[0]?.changes).toEqual([]);
  });
});

describe("a change", () => {
  const change = (over: Partial<Change>): Change => ({
    id: "guests guest x",
    group: "guests",
    fact: "guests",
    subject: "guest web",
    what: "changed",
    words: "guest web: state running → shut off",
    before: { state: "running" },
    now: { state: "shut off" },
    effect: "in effect",
    evidence: { before: [], now: [] },
    ...over,
  });

  it.each<[string, Partial<Change>, boolean]>([
    ["a guest no longer runs", {}, true],
    ["a unit is no longer active", { group: "storage", before: { state: "active" }, now: { state: "failed" } }, true],
    ["a guest runs again", { before: { state: "shut off" }, now: { state: "running" } }, false],
    ["only its memory differs", { before: { memory: "1 MiB" }, now: { memory: "2 MiB" } }, false],
    ["its state was not read now", { now: {} }, false],
    ["something is gone", { what: "removed", now: null }, true],
    ["something goes at the next reboot", { what: "removed", now: null, effect: "at the next reboot" }, false],
    ["a package is gone", { group: "software", what: "removed", now: null }, false],
  ])("is a loss or not where %s", (_, over, expected) => {
    expect(isLoss(change(over))).toBe(expected);
  });
});

import { describe, expect, test } from "vitest";
import { bootState } from "#lib/rules/testing/boot-testing.ts";
import { pool } from "#lib/rules/testing/storage-testing.ts";
import { fstab, guest, mount, readingsOf, without } from "#lib/rules/testing/testing.ts";
import { driftOf } from "./drift.ts";

const line = "nas:/vms /mnt/nas nfs defaults 0 0";
const visit = readingsOf({ fstab: fstab(line), mounts: [mount("/", "xfs", "/dev/sda3")] });

describe("what could not be read", () => {
  test("is neither gone nor new, and says why", () => {
    const unread = without(visit, "fstab", "failed");
    expect(driftOf(visit, unread).changes).toEqual([]);
    expect(driftOf(visit, unread).notCompared).toContainEqual({
      fact: "fstab",
      words: "could not be read now: sudo: a password is required",
    });
    expect(driftOf(unread, visit).notCompared).toContainEqual({
      fact: "fstab",
      words: "could not be read before: sudo: a password is required",
    });
    expect(driftOf({}, visit).notCompared).toContainEqual({ fact: "fstab", words: "could not be read before" });
    expect(driftOf({}, {}).notCompared).toContainEqual({ fact: "fstab", words: "could not be read at either visit" });
  });

  test("in part leaves the rest comparable", () => {
    const [before, now] = [bootState("6.8", null, { parameters: ["a"] }), bootState("6.8", ["6.8"], { parameters: ["b"] })];
    const { changes, notCompared } = driftOf(readingsOf({ bootState: before }), readingsOf({ bootState: now }));
    expect(changes.map(({ words }) => words)).toEqual(["kernel command line: words a → b"]);
    expect(notCompared).toContainEqual({ fact: "bootState", words: "kernel: could not be read before" });
  });

  test("of one thing is said by its label", () => {
    const [before, now] = [readingsOf({ guests: [guest("a")] }), readingsOf({ guests: [guest("a", { running: null, state: null })] })];
    expect(driftOf(before, now).notCompared).toContainEqual({
      fact: "guests",
      words: "guest: state of 1 known at one of the two visits only",
    });
  });
});

describe("what is not there any more as a whole", () => {
  const before = readingsOf({ zfs: { pools: [pool("rpool"), pool("tank")] } });

  test("is one change with the reason, and one when it comes", () => {
    const now = without(before, "zfs", "absent");
    expect(driftOf(before, now).changes).toMatchObject([
      { what: "removed", words: "ZFS pool rpool and ZFS pool tank are gone: not on this host", now: null },
    ]);
    expect(driftOf(now, before).changes).toMatchObject([
      { what: "added", words: "ZFS pool rpool and ZFS pool tank are new; before: not on this host", before: null },
    ]);
  });

  test("is nothing where nothing was there", () => {
    const empty = readingsOf({ zfs: { pools: [] } });
    expect(driftOf(empty, without(empty, "zfs", "absent"))).toMatchObject({ changes: [] });
  });
});

test("a change carries what was said, the lines that said it, and a name that stays", () => {
  const [change] = driftOf(visit, readingsOf({ fstab: fstab("# x", line.replace("defaults", "nofail")), mounts: [] })).changes.filter(
    ({ fact }) => fact === "fstab",
  );
  expect(change).toEqual({
    id: "fstab/fstab line//mnt/nas",
    group: "storage",
    fact: "fstab",
    subject: "fstab line of /mnt/nas",
    what: "changed",
    words: "fstab line of /mnt/nas: options defaults → nofail",
    before: { options: "defaults" },
    now: { options: "nofail" },
    effect: "at the next reboot",
    evidence: {
      before: [{ source: "/etc/fstab", line: 1, text: line }],
      now: [{ source: "/etc/fstab", line: 2, text: "nas:/vms /mnt/nas nfs nofail 0 0" }],
    },
  });
});

test("what both visits share is told the same, whether it is one object or two alike", () => {
  const [before, now] = [readingsOf({ mounts: [mount("/", "xfs", "/dev/sda3")] }), readingsOf({ mounts: [] })];
  const shared = readingsOf({ fstab: fstab("nas:/vms /mnt/nas nfs defaults 0 0") });
  const one = driftOf({ ...before, ...shared }, { ...now, ...shared });
  expect(one.changes).toHaveLength(1);
  expect(driftOf({ ...before, ...shared }, { ...now, ...structuredClone(shared) })).toEqual(one);
});

test("what weighs most is told first, whatever the names", () => {
  const now = readingsOf({
    bootFiles: [{ path: "/boot/a", changedAt: "2", at: { source: "ls", line: 1, text: "a" } }],
    mounts: [],
    fstab: fstab(line),
  });
  const before = readingsOf({
    bootFiles: [{ path: "/boot/a", changedAt: "1", at: { source: "ls", line: 1, text: "a" } }],
    mounts: [mount("/mnt/z", "xfs", "/dev/sdz")],
    fstab: fstab(line),
  });
  expect(driftOf(before, now).changes.map(({ fact }) => fact)).toEqual(["mounts", "bootFiles"]);
});

test("words of a hostile host stay on one line and stay short", () => {
  const name = `a\u001b[31m\u202e\n${"x".repeat(9000)}`;
  const [change] = driftOf(readingsOf({ guests: [] }), readingsOf({ guests: [guest(name, { id: "u" })] })).changes;
  expect(change?.words).toMatch(/^guest a\\x1b\[31m\\u202e x+…$/);
  expect(change?.words.length).toBeLessThanOrEqual(300);
  expect(change?.subject.length).toBeLessThanOrEqual(300);
});

import { describe, expect, test } from "vitest";
import { foldChanges, type HostChanges, isPartly, statusOf, type ToldChange, totalsOf } from "./fold.ts";

const seen = (snapshotId: string) => ({ snapshotId, seenFrom: new Date(0), seenUntil: new Date(0) });
const change = (words: string, over: Partial<ToldChange> = {}): ToldChange => ({
  id: words,
  group: "network",
  fact: "links",
  subject: words,
  what: "changed",
  words,
  effect: "in effect",
  ...over,
});
const host = (name: string, changes: ToldChange[], over: Partial<HostChanges> = {}): HostChanges => ({
  hostId: name,
  host: name,
  site: null,
  cluster: null,
  from: seen(`${name}-1`),
  to: seen(`${name}-2`),
  limits: [],
  changes,
  changeCount: changes.length,
  notCompared: [],
  ...over,
});

const mtu = change("vmbr0: MTU 1500 → 9000");
const pinned = change("kernel 6.8 → 6.11", { group: "boot", fact: "identity", effect: "at the next reboot" });
const fleet = [host("a", [mtu]), host("b", [pinned, mtu]), host("c", [{ ...mtu, effect: "at the next network reload" }])];
const told = (filter: Parameters<typeof foldChanges>[1] = {}) =>
  foldChanges(fleet, filter).map((one) => [one.change.words, ...one.hosts.map((each) => each.host)]);

describe("changes of many hosts", () => {
  test("that are the same are one line, by what they are about; what counts later is another", () => {
    expect(told()).toEqual([
      [pinned.words, "b"],
      [mtu.words, "a", "b"],
      [mtu.words, "c"],
    ]);
    expect(foldChanges(fleet)[1]?.hosts[1]).toEqual({ hostId: "b", host: "b", from: "b-1", to: "b-2" });
  });

  test("twice on one host name it once", () => {
    const [line] = foldChanges([host("a", [mtu, { ...mtu, id: "other" }])]);
    expect(line?.hosts.map((each) => each.host)).toEqual(["a"]);
  });

  test("are asked for by meaning, by when they count, and by their words", () => {
    expect(told({ group: "boot" })).toEqual([[pinned.words, "b"]]);
    expect(told({ effect: "waiting" })).toEqual([
      [pinned.words, "b"],
      [mtu.words, "c"],
    ]);
    expect(told({ effect: "now", words: mtu.words })).toEqual([[mtu.words, "a", "b"]]);
  });
});

describe("what a comparison comes to", () => {
  const unread = host("d", [], { limits: [{ kind: "not-read", words: "was not read" }] });
  const short = host("e", [], { limits: [{ kind: "until", words: "was read only until then" }] });
  const blind = host("f", [], { notCompared: [{ fact: "mounts", words: "could not be read now" }] });

  test("never takes a host that was not read for one that is as it was", () => {
    expect([fleet[0], unread, short].flatMap((each) => (each === undefined ? [] : statusOf(each)))).toEqual([
      "changed",
      "not-compared",
      "same",
    ]);
    expect([unread, short, blind].map(isPartly)).toEqual([false, true, true]);
    expect(totalsOf([...fleet, unread, short, blind])).toEqual({
      ...{ hosts: 6, changed: 3, same: 2, notCompared: 1, partly: 2 },
      ...{ changes: 4, waiting: 2 },
    });
  });
});

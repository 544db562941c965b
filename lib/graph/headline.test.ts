import { describe, expect, test } from "vitest";
import type { Given } from "./given.ts";
import { graphOf, need, node } from "./graph-testing.ts";
import { headlineOf } from "./headline.ts";
import { indexGraph } from "./indexed.ts";
import { lastingOf } from "./lasting.ts";
import type { GraphNode, Need } from "./model.ts";
import { rehearse } from "./rehearse.ts";

const lose = (target: string): Given => ({ what: "lose", target });
const reboot = (target: string): Given => ({ what: "reboot", target });

function headline(
  needs: readonly Need[],
  given: readonly Given[],
  nodes: readonly GraphNode[] = [],
  unknown: { host: string; words: string }[] = [],
) {
  const graph = indexGraph({ ...graphOf(needs, nodes), unknown });
  const played = rehearse(graph, given);
  // No alert path is known in these graphs: what is left unknown is what the case says.
  const told = { ...played, unknown: played.unknown.filter((words) => !words.startsWith("no way of an alert")) };
  return headlineOf(graph, told, lastingOf(graph, given, told));
}

const guests = [1, 2, 3].map((number) => need(`guest:a/g${number}`, "run", ["host:a"]));
const names = [
  need("dns:10.0.0.1", "run", ["guest:a/g1"]),
  need("service:b/lookups", "run", ["dns:10.0.0.1", "dns:10.0.0.2"], { becomes: "degraded", words: "b resolves no name" }),
];

describe("the answer in a sentence", () => {
  test.each<[string, Need[], Given[], GraphNode[], string, string]>([
    ["all comes back", guests, [reboot("host:a")], [], "medium", "a comes back; 3 guests are off until then"],
    ["nobody else notices", [], [reboot("host:a")], [node("host:a")], "medium", "a comes back by itself"],
    [
      "half of DNS",
      [...guests, ...names],
      [reboot("host:a")],
      [],
      "medium",
      "a comes back; 3 guests and 1 of 2 DNS servers are off until then",
    ],
    [
      "a host that stays down takes the headline",
      [...guests, need("host:a", "boot", ["storage:nas"])],
      [reboot("host:a"), lose("storage:nas")],
      [],
      "critical",
      "a and 3 guests stay down",
    ],
    [
      "the host comes back, a guest does not",
      [...guests, need("guest:a/g2", "start", ["guest:a/g1"], { isRace: true, retries: false, manual: "start g2" })],
      [reboot("host:a")],
      [],
      "high",
      "a comes back, but g2 stays down",
    ],
    [
      "until what was lost is back",
      [need("guest:a/g1", "run", ["storage:nas"], { becomes: "hung" }), need("mount:a//mnt", "run", ["storage:nas"], { becomes: "hung" })],
      [lose("storage:nas")],
      [],
      "high",
      "g1 stands still, until nas is back",
    ],
    [
      "neither hosts nor guests: what else there is",
      [
        need("mount:a//mnt", "run", ["storage:nas"], { becomes: "hung" }),
        need("mount:b//mnt", "run", ["storage:nas"], { becomes: "hung" }),
      ],
      [lose("storage:nas")],
      [],
      "high",
      "2 mounts stand still, until nas is back",
    ],
    [
      "what only works worse is told in its own words",
      [need("service:b/lookups", "run", ["dns:10.0.0.1"], { becomes: "degraded", words: "each lookup of b waits 5 s" })],
      [lose("dns:10.0.0.1")],
      [],
      "medium",
      "each lookup of b waits 5 s",
    ],
    ["nothing needs it", [], [lose("storage:nas")], [node("storage:nas")], "holds", "Nothing else fails"],
  ])("%s", (_, needs, given, nodes, tone, sentence) => {
    expect(headline(needs, given, nodes)).toMatchObject({ tone, sentence });
  });

  test("what could not be read is never called good", () => {
    const unread = [{ host: "nas", words: "mounts could not be read" }];
    expect(headline([], [lose("storage:nas")], [node("storage:nas")], unread)).toEqual({
      tone: "unknown",
      sentence: "Nothing else fails, as far as hosts could be read",
      next: "1 thing could not be told, and may make more fail.",
    });
  });

  test("a cluster without votes is told by name", () => {
    const cluster = need("cluster:lab", "run", ["host:a", "host:b"], { atLeast: 2, becomes: "unmanaged" });
    expect(headline([cluster], [lose("host:a")]).sentence).toBe("lab has no quorum, until a is back");
    expect(headline([cluster], [lose("host:a")]).tone).toBe("critical");
    expect(headline([cluster], [reboot("host:a")])).toMatchObject({ tone: "high", sentence: "a comes back; lab has no quorum until then" });
  });

  test("what is next: the smaller action, else what is to be done by hand, with the way in that is missing", () => {
    const off = node("guest:a/g1", { running: false, roles: ["onboot"] });
    expect(headline(guests, [reboot("host:a")], [off]).next).toMatch(/^1 of 3 guests of a is down \(g1\): open a console/);
    const boot = need("host:a", "boot", ["storage:nas"], { retries: false, manual: "comment the line" });
    expect(headline([boot], [reboot("host:a"), lose("storage:nas")]).next).toBe("1 thing to do by hand, and no way in is known.");
  });
});

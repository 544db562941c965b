import { describe, expect, test } from "vitest";
import { need, node } from "#lib/graph/graph-testing.ts";
import type { GraphNode, Need } from "#lib/graph/model.ts";
import { buildPicture } from "./build-picture.ts";
import type { Edge, Picture } from "./picture.ts";
import { fleetOf, known, request } from "./topology-testing.ts";

const onHost = (id: string, host: string, over: Partial<GraphNode> = {}) => node(id, { host, ...over });
const host = (name: string) => node(`host:${name}`, { host: name });

/** Two hosts of one network: a with a VLAN-aware bridge and two guests, one of them off; b with a plain bridge and a guest. */
const needs: Need[] = [
  need("bridge:a/br0", "run", ["nic:a/eno1"], { becomes: "isolated" }),
  need("vlan:a/br0.10", "run", ["bridge:a/br0"], { becomes: "isolated" }),
  need("vlan:a/br0.10", "run", ["vlan:10"], { becomes: "isolated" }),
  need("guest:a/dns", "run", ["host:a"]),
  need("guest:a/dns", "run", ["vlan:a/br0.10"], { becomes: "isolated" }),
  need("guest:a/old", "run", ["host:a"]),
  need("host:a", "run", ["vlan:a/br0.10"], { becomes: "isolated", rule: "bridge/uplink-pvid-mismatch" }),
  need("bridge:b/br0", "run", ["nic:b/eno1"], { becomes: "isolated" }),
  need("guest:b/web", "run", ["host:b"]),
  need("guest:b/web", "run", ["bridge:b/br0"], { becomes: "isolated" }),
  need("host:a", "run", ["gateway:10.0.0.1"], { becomes: "degraded" }),
  need("host:b", "run", ["gateway:10.0.0.1"], { becomes: "degraded" }),
  need("dns:10.0.0.53", "run", ["guest:a/dns"]),
  need("host:b", "run", ["dns:10.0.0.53"], { becomes: "degraded", rule: "dns/single-nameserver" }),
];
const nodes = [host("a"), host("b"), onHost("guest:a/old", "a", { running: false })];
const facts = [known("a", { address: "10.0.0.2/24" }), known("b", { address: "10.0.0.3/24" })];
const fleet = fleetOf(needs, facts, nodes);

const names = ({ boxes }: Picture) => boxes.map(({ id }) => id).sort();
const lines = (edges: readonly Edge[]) => edges.map(({ id, faults }) => [id, ...faults].join(" ")).sort();

describe("the network", () => {
  const picture = buildPicture(fleet, request());

  test("shows hosts with their bridges and their guests as a number, and what they lead to beside them", () => {
    expect(names(picture)).toEqual(["gateway:10.0.0.1 @ network:10.0.0.0/24", "host:a", "host:b", "vlan:10 @ network:10.0.0.0/24"]);
    const a = picture.boxes.find(({ id }) => id === "host:a");
    expect(a).toMatchObject({
      look: "card",
      guests: { total: 2, off: 1 },
      rows: [{ name: "br0", words: "eno1 · VLAN 10", running: true }],
    });
  });

  test("draws a host's way into a VLAN as one line, with the fault on it", () => {
    expect(lines(picture.edges)).toEqual([
      "host:a → gateway:10.0.0.1 @ network:10.0.0.0/24",
      "host:a → vlan:10 @ network:10.0.0.0/24 bridge/uplink-pvid-mismatch",
      "host:b → gateway:10.0.0.1 @ network:10.0.0.0/24",
    ]);
    const [fault] = picture.edges.filter(({ faults }) => faults.length > 0);
    expect(fault?.told).toMatchObject([{ becomes: "isolated", isFault: true, rule: "bridge/uplink-pvid-mismatch" }]);
    expect(fault?.needs).toBe(2);
  });

  test("opens a host: what lies in it stands in its frame, connected", () => {
    const open = buildPicture(fleet, request({ open: ["host:a"] }));
    const inside = open.boxes.filter(({ parent }) => parent === "host:a").map(({ id }) => id);
    expect(inside.sort()).toEqual(["bridge:a/br0", "guest:a/dns", "guest:a/old", "nic:a/eno1", "vlan:a/br0.10"]);
    expect(open.boxes.find(({ id }) => id === "host:a")).toMatchObject({ look: "frame", rows: [] });
    expect(lines(open.edges)).toContain("vlan:a/br0.10 → vlan:10 @ network:10.0.0.0/24");
    expect(lines(open.edges)).toContain("bridge:a/br0 → nic:a/eno1");
    expect(lines(open.edges)).toContain("guest:a/dns → vlan:a/br0.10");
  });

  test("tells in a host's box what only that host has to do with, until the host is open", () => {
    const single = fleetOf([need("host:b", "run", ["gateway:10.9.0.1"], { becomes: "degraded" })], facts, [host("a"), host("b")]);
    const closed = buildPicture(single, request());
    expect(names(closed)).toEqual(["host:a", "host:b"]);
    expect(closed.boxes.find(({ id }) => id === "host:b")?.rows).toMatchObject([{ name: "gateway", words: "10.9.0.1" }]);
    expect(closed.folded).toEqual({ "gateway:10.9.0.1 @ network:10.0.0.0/24": "host:b" });
    expect(names(buildPicture(single, request({ open: ["host:b"] })))).toContain("gateway:10.9.0.1 @ network:10.0.0.0/24");
  });

  test("counts what it shows", () => {
    expect(picture.counts).toEqual({ hosts: 2, unread: 0, guests: 3, unknownFacts: 0, faults: 1 });
  });
});

describe("the other views", () => {
  test("dependencies put a guest that others need beside its host, and the fault on the line to it", () => {
    const picture = buildPicture(fleet, request({ view: "dependencies" }));
    expect(names(picture)).toEqual(["dns:10.0.0.53", "gateway:10.0.0.1", "guest:a/dns", "host:a", "host:b"]);
    expect(lines(picture.edges)).toEqual([
      "dns:10.0.0.53 → guest:a/dns",
      "guest:a/dns → host:a",
      "host:a → gateway:10.0.0.1",
      "host:b → dns:10.0.0.53 dns/single-nameserver",
      "host:b → gateway:10.0.0.1",
    ]);
  });

  test("storage tells of mounts in the host, and who lies on them", () => {
    const stored = fleetOf(
      [
        need("mount:a/mnt", "run", ["storage:nas"], { becomes: "hung", rule: "storage/nfs-hard-on-critical-path" }),
        need("guest:a/web", "run", ["mount:a/mnt"], { becomes: "hung" }),
        need("guest:a/web", "run", ["host:a"]),
        need("storage:nas", "run", ["guest:b/nas"]),
        need("guest:b/nas", "run", ["host:b"]),
      ],
      facts,
      [host("a"), host("b")],
    );
    const picture = buildPicture(stored, request({ view: "storage" }));
    expect(picture.boxes.find(({ id }) => id === "host:a")?.rows).toMatchObject([{ name: "mnt", words: "hard · 1 guest" }]);
    expect(lines(picture.edges)).toEqual([
      "guest:b/nas → host:b",
      "host:a → storage:nas storage/nfs-hard-on-critical-path",
      "storage:nas → guest:b/nas",
    ]);
  });

  test("clusters leave out hosts that have nothing to do with one, and show where a quorum device runs", () => {
    const voting = fleetOf(
      [
        need("cluster:prod", "run", ["host:a", "host:b", "quorum-device:prod"], {
          atLeast: 2,
          becomes: "unmanaged",
          rule: "cascade/quorum-lost-if-node-reboots",
        }),
        need("quorum-device:prod", "run", ["guest:b/qnetd"], { rule: "cascade/qdevice-inside-cluster" }),
        need("guest:b/qnetd", "run", ["host:b"]),
        need("guest:c/web", "run", ["host:c"]),
      ],
      [...facts, known("c")],
      [host("a"), host("b"), host("c")],
    );
    const picture = buildPicture(voting, request({ view: "cluster" }));
    expect(names(picture)).toEqual(["cluster:prod", "guest:b/qnetd", "host:a", "host:b", "quorum-device:prod"]);
    expect(picture.groups).toMatchObject([{ id: "cluster:prod", kind: "cluster", hosts: 2 }]);
    // Three votes of which two are needed bear the loss of one: the quorum is no fault, the place of the device is.
    expect(lines(picture.edges).filter((line) => line.includes("cascade/"))).toEqual([
      "quorum-device:prod → guest:b/qnetd cascade/qdevice-inside-cluster",
    ]);
  });
});

describe("faults", () => {
  const mount = need("mount:a/mnt", "run", ["storage:nas"], { becomes: "hung", rule: "storage/nfs-hard-on-critical-path" });
  const faultsWith = (standing: string[] | undefined) => {
    const told = known("a", standing === undefined ? {} : { standing });
    return buildPicture(fleetOf([mount], [told], [host("a")]), request({ view: "storage" })).counts.faults;
  };

  test("are those needs whose rule finds one on that host", () => {
    expect(faultsWith(["storage/nfs-hard-on-critical-path"])).toBe(1);
    expect(faultsWith(["storage/nfs-fstab-no-nofail"])).toBe(0);
  });

  test("are, where nobody asked the rules, the needs that one loss breaks", () => {
    expect(faultsWith(undefined)).toBe(1);
  });
});

describe("what is not known", () => {
  test("hosts that nobody read are counted and marked", () => {
    const open = fleetOf([need("cluster:c", "run", ["host:c/x", "host:a"], { becomes: "unmanaged" })], [known("a")], [host("a")]);
    const picture = buildPicture(open, request({ view: "cluster" }));
    expect(picture.counts.unread).toBe(1);
    expect(picture.boxes.filter(({ unread }) => unread).map(({ id }) => id)).toEqual(["host:c/x"]);
  });

  test("facts that could not be read are counted", () => {
    const told = known("a");
    const picture = buildPicture(fleetOf([], [{ ...told, part: { ...told.part, unread: ["guests", "mounts"] } }], [host("a")]), request());
    expect(picture.counts.unknownFacts).toBe(2);
    expect(picture.boxes[0]?.unknownFacts).toBe(2);
  });

  test("a need that nobody could read is told as such, and is no fault", () => {
    const guess = need("dns:1", "run", ["guest:a/dns"], { unknown: true, rule: "dns/single-nameserver", confidence: "suspected" });
    const picture = buildPicture(fleetOf([guess], [known("a")], [host("a")]), request({ view: "dependencies" }));
    expect(picture.edges).toMatchObject([{ unknown: true, faults: [], confidence: "suspected" }]);
  });
});

describe("around a node", () => {
  test("shows what it needs and what needs it, and more with every step", () => {
    const near = buildPicture(fleet, request({ focus: "dns:10.0.0.53" }));
    expect(names(near)).toEqual(["dns:10.0.0.53", "guest:a/dns", "host:b"]);
    const further = buildPicture(fleet, request({ focus: "dns:10.0.0.53", hops: 2 }));
    expect(names(further)).toContain("host:a");
    expect(names(further)).toContain("guest:b/web");
  });

  test("leaves out what is furthest where there is too much of it, and says so", () => {
    const many = Array.from({ length: 200 }, (_, index) => need(`guest:a/${index}`, "run", ["host:a"]));
    const picture = buildPicture(fleetOf(many, [known("a")], [host("a")]), request({ focus: "host:a" }));
    expect(picture.boxes).toHaveLength(120);
    expect(picture.leftOut).toBe(81);
  });

  test("that is not there any more is as if nobody asked", () => {
    expect(names(buildPicture(fleet, request({ focus: "host:gone" })))).toEqual(names(buildPicture(fleet, request())));
  });
});

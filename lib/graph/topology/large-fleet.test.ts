import { describe, expect, test } from "vitest";
import { need, node } from "#lib/graph/graph-testing.ts";
import { buildPicture } from "./build-picture.ts";
import { fleetOf, known, request } from "./topology-testing.ts";

const host = (name: string) => node(`host:${name}`, { host: name });

describe("a large fleet", () => {
  const hosts = Array.from({ length: 100 }, (_, index) => `h${index}`);
  const many = hosts.flatMap((name, index) => [
    need(`guest:${name}/web`, "run", [`host:${name}`]),
    need(`bridge:${name}/br0`, "run", [`nic:${name}/eno1`]),
    need(`host:${name}`, "run", [`gateway:${index % 10}`]),
  ]);
  const large = fleetOf(
    many,
    hosts.map((name, index) => known(name, { address: `10.0.${index % 10}.${index}/24` })),
    hosts.map(host),
  );

  test("is hosts by name in closed groups: no bridge, no guest, no gateway is drawn", () => {
    const picture = buildPicture(large, request());
    expect(picture.boxes).toHaveLength(100);
    expect(picture.boxes.every(({ look, rows }) => look === "compact" && rows.length === 0)).toBe(true);
    expect(picture.groups).toHaveLength(10);
    expect(picture.groups.every(({ isOpen, folds }) => !isOpen && folds)).toBe(true);
    expect(picture.counts).toMatchObject({ hosts: 100, guests: 100 });
  });

  test("opens group by group", () => {
    const picture = buildPicture(large, request({ open: ["network:10.0.3.0/24"] }));
    expect(picture.boxes.filter(({ look }) => look === "card")).toHaveLength(10);
    expect(picture.boxes.filter(({ kind }) => kind === "gateway")).toHaveLength(1);
  });
});

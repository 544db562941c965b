import { expect, test } from "vitest";
import type { Section } from "#collectors/probe.ts";
import { NotReadable } from "#collectors/probe.ts";
import { interfacesFromNetplan } from "./netplan.ts";

function file(text: string, source = "/etc/netplan/a.yaml"): Section {
  return { source, status: "ok", exitStatus: 0, text, errorText: "", durationMs: 0 };
}

function outcome(text: string): unknown {
  try {
    return interfacesFromNetplan([file(text)]);
  } catch (error) {
    return error;
  }
}

test.each(["[", "{a: ", "- ", "a: ", "? ", "&a [*a, ", "'", "a:\n ", "- - ", "!!", "#\n", "\t"])(
  "a file full of %j ends in time",
  (unit) => {
    const startedAt = performance.now();
    outcome(unit.repeat(Math.floor(60_000 / unit.length)));
    outcome(`network:\n  ethernets:\n    a: ${unit.repeat(Math.floor(60_000 / unit.length))}`);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  },
);

test("aliases that multiply are an error, not memory", () => {
  const levels = Array.from({ length: 20 }, (_, index) => `    l${index + 1}: &l${index + 1} [${`*l${index}, `.repeat(9)}]`);
  expect(outcome(`network:\n  ethernets:\n    l0: &l0 {addresses: [a]}\n${levels.join("\n")}\n    x: {addresses: *l20}\n`)).toBeInstanceOf(
    Error,
  );
});

test("a file longer than any real one is not parsed", () => {
  expect(outcome(`network:\n${"#".repeat(70_000)}`)).toBeInstanceOf(NotReadable);
});

test("files are merged by name, wherever they lie", () => {
  const first = file("network: {ethernets: {a: {mtu: 1, addresses: [192.0.2.1/24]}}}", "/etc/netplan/90.yaml");
  const second = file("network: {ethernets: {a: {addresses: [192.0.2.2/24], dhcp4: yes}}}", "/etc/netplan/10.yaml");
  expect(interfacesFromNetplan([first, second])).toMatchObject([
    { name: "a", dhcp: true, addresses: ["192.0.2.2/24", "192.0.2.1/24"], at: { source: "/etc/netplan/10.yaml" } },
  ]);
});

test("a definition of another shape names itself", () => {
  expect(outcome("network:\n  ethernets:\n    a: {addresses: 7}")).toMatchObject({
    message: "/etc/netplan/a.yaml: a: addresses is not as netplan(5) has it",
  });
});

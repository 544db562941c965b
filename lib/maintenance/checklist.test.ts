import { describe, expect, it } from "vitest";
import { checkInput } from "./check-testing.ts";
import { checklistOf } from "./checklist.ts";
import { preCheck } from "./decide.ts";
import type { Person } from "./window.ts";

const fleet = `
  console of kvm-01 at 10.0.9.1
  host kvm-01
    guest dns1, onboot, has 10.0.0.53, is DNS
    guest batch
`;
const people: Person[] = [
  { name: "Ada", role: "on-call", contact: "+49 1" },
  { name: "Bob", role: "informed", contact: null },
];

function linesOf(said: readonly string[], text = fleet) {
  const input = checkInput(text, said);
  return checklistOf({ preCheck: preCheck(input), people, declarations: input.declarations, hosts: input.hosts.map(({ name }) => name) });
}

describe("a checklist", () => {
  it("has the console by its address, the people, each step, and what to start by hand", () => {
    const words = linesOf(["reboot kvm-01"]).map((line) => `${line.phase}: ${line.words}`);
    expect(words).toContain("before: the console of kvm-01 is open (kvm-switch 10.0.9.1) and shows a login prompt");
    expect(words).toContain("before: Bob knows when it begins");
    expect(words).toContain("before: Ada can be reached (+49 1)");
    expect(words).toContain("before: users of dns1 (DNS) know: out in step 1");
    expect(words.find((line) => line.startsWith("during: step 1: reboot kvm-01; stop if "))).toBeDefined();
    expect(words).toContain("after: batch runs again: it does not come back by itself");
  });

  it("keeps its keys from one pre-check to the next, and has each once", () => {
    const keys = linesOf(["reboot kvm-01"]).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(linesOf(["reboot kvm-01"]).map(({ key }) => key)).toEqual(keys);
  });
});

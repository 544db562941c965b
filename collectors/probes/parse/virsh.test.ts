import { expect, test } from "vitest";
import type { Section } from "#collectors/probe.ts";
import { domainRows, dumps, virshFailure } from "./virsh.ts";

function section(part: Partial<Section>): Section {
  return { source: "virsh list --all", status: "ok", exitStatus: 0, text: "", errorText: "", durationMs: 0, ...part };
}

test("names with blanks, words of states and odd columns are told apart", () => {
  const text =
    " Id   Name   State\n------\n 1    web    in shutdown\n -    my shut off box shut off\n -    -dash  shut off\n -    x\n 12   running\n";
  expect(domainRows(section({ text })).map(({ name, state }) => [name, state])).toEqual([
    ["web", "in shutdown"],
    ["my shut off box", "shut off"],
    ["-dash", "shut off"],
  ]);
});

test("a refused socket is denied, a daemon that is gone unreachable, a limit what it is", () => {
  const failure = (part: Partial<Section>) => virshFailure(section(part), "domains").failure;
  expect(failure({ exitStatus: 1, errorText: "error: Failed to connect socket to '/run/x': Permission denied" })).toBe("denied");
  expect(failure({ exitStatus: 1, errorText: "error: failed to connect to the hypervisor" })).toBe("unreachable");
  expect(failure({ status: "timeout", exitStatus: null })).toBe("timeout");
});

test("a domain that vanished is left out, one that was not read is not", () => {
  const gone = section({ exitStatus: 1, errorText: "error: failed to get domain 'u'" });
  expect(dumps([section({}), gone], "x")).toHaveLength(1);
  expect(() => dumps([section({}), section({ status: "oversized" })], "x")).toThrow(expect.objectContaining({ failure: "oversized" }));
});

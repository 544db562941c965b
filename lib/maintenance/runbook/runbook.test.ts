import { expect, test } from "vitest";
import type { Readings } from "#lib/facts/index.ts";
import { unreadPart } from "#lib/graph/build-part.ts";
import { runbookOf } from "./runbook.ts";

const hostile = "10.0.0.1; reboot #";
const at = { source: "ip -j addr", line: 1, text: hostile };

test("what a host says never becomes shell in a command to paste", () => {
  const address = { interface: hostile, family: 4 as const, address: hostile, prefixLength: 24, scope: "global", dynamic: false, at };
  const readings: Readings = { addresses: { status: "ok", value: [address] } };
  const gateway = { address: hostile, mac: null, interface: hostile, metric: 0, answers: null, at };
  const book = runbookOf({ host: "a", seenAt: null, readings, part: { ...unreadPart(), gateways: [gateway] }, declarations: [] });
  const commands = book.sections
    .flatMap(({ lines }) => lines.flatMap(({ command }) => command ?? []))
    .filter((line) => line.includes("reboot"));
  expect(commands).toEqual([`ip address add '${hostile}/24' dev '${hostile}'`, `ip route add default via '${hostile}' dev '${hostile}'`]);
});

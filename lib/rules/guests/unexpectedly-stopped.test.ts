import { expect } from "vitest";
import { earlier } from "#lib/rules/testing/context-testing.ts";
import { run, tasks, vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, guest, identity } from "#lib/rules/testing/testing.ts";
import { unexpectedlyStopped as rule } from "./unexpectedly-stopped.ts";

const oom = (subject: string, text: string) => ({
  events: [
    { kind: "oom-kill" as const, subject, count: 1, firstAt: null, lastAt: "2026-04-30T14:33:32.000Z", at: cite("journalctl -k", text) },
  ],
  since: null,
});
const maas = vm("102", "maas");
const ran = (...guests: ReturnType<typeof vm>[]) => ({
  baseline: earlier({ guests, identity: identity({ bootId: "b1" }) }),
  beforeBoot: null,
});
const stopped = vm("107", "app", { running: false, state: "stopped" });
const gone = {
  kernelEvents: undefined,
  guests: [stopped],
  identity: identity({ bootId: "b1" }),
  before: ran(vm("107", "app")) as never,
  tasks: tasks({ recent: [run(5, "OK", { type: "vncproxy", subject: "100" })] }),
};

describeRule(
  rule,
  {
    guests: [maas],
    kernelEvents: oom("/qemu.slice/102.scope", "oom-kill:constraint=CONSTRAINT_NONE,task_memcg=/qemu.slice/102.scope,task=kvm"),
  },
  {
    fails: {
      "killed for memory, by its control group": [
        {},
        {
          severity: "high",
          subject: "maas (VM 102)",
          title: "The kernel killed maas (VM 102) because the host had no memory left",
          observed: expect.stringContaining("it runs again"),
        },
      ],
      "the catalogue's example, where the line names no guest": [
        { kernelEvents: oom("qemu-system-x86", "Out of memory: Killed process 2211 (qemu-system-x86)") },
        { severity: "high", subject: "QEMU" },
      ],
      "two months ago, and never again": [
        {
          kernelEvents: {
            ...oom("/qemu.slice/102.scope", "oom-kill"),
            events: oom("/qemu.slice/102.scope", "oom-kill").events.map((one) => ({ ...one, lastAt: "2026-03-01T00:00:00.000Z" })),
          },
        },
        "medium",
      ],
      "a domain of libvirt": [
        { guests: [guest("bind-02")], kernelEvents: oom("/machine.slice/machine-qemu\\x2d3\\x2dbind\\x2d02.scope", "oom-kill") },
        { subject: "bind-02" },
      ],
      "crashed by libvirt's word": [{ kernelEvents: undefined, guests: [guest("a", { running: false, state: "crashed" })] }, "medium"],
      "gone without a task": [gone, { severity: "medium", confidence: "suspected" }],
      "gone, and not set to start: probably from inside": [{ ...gone, guests: [{ ...stopped, onboot: false }] }, "low"],
    },
    passes: {
      "nothing in the log": { kernelEvents: { events: [], since: null } },
      "a process inside a container was killed": {
        kernelEvents: oom("/lxc/101/ns/system.slice", "Out of memory: Killed process 7 (java)"),
      },
      "stopped by a task": {
        ...gone,
        tasks: tasks({ recent: [run(0.5, "OK", { type: "qmshutdown", subject: "107" }), run(5, "OK", { type: "x" })] }),
      },
      "migrated away": {
        ...gone,
        tasks: tasks({ recent: [run(0.5, "OK", { type: "qmigrate", subject: "107" }), run(5, "OK", { type: "x" })] }),
      },
      "tasks that do not reach back": { ...gone, tasks: tasks({ recent: [run(0.1, "OK", { type: "x" })] }) },
      "another boot": { ...gone, identity: identity({ bootId: "b2" }) },
      "it was off before, too": { ...gone, before: ran(stopped) as never },
      "the catalogue's sound word: migrated, so shut off here": {
        kernelEvents: undefined,
        guests: [guest("a", { running: false, state: "shut off" })],
      },
    },
  },
);

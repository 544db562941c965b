import { expect } from "vitest";
import { memory, vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, guest } from "#lib/rules/testing/testing.ts";
import { memoryOvercommit as rule } from "./memory-overcommit.ts";

const gibibyte = 1024 ** 3;
const machine = (id: string, gibibytes: number, over = {}) => vm(id, `m${id}`, { memoryMiB: gibibytes * 1024, ...over });
const oomKill = {
  kind: "oom-kill" as const,
  subject: "kvm",
  count: 1,
  firstAt: null,
  lastAt: null,
  at: cite("journalctl -k", "Killed process 2 (kvm)"),
};

describeRule(
  rule,
  { guests: [machine("100", 48), machine("101", 32)], memory: memory(64) },
  {
    fails: {
      "the catalogue's example: 80 GiB of guests on 64 GiB": [
        {},
        { severity: "medium", title: "2 virtual machines may take 80 GiB of the 64 GiB of this host", subject: "memory" },
      ],
      "as much as there is leaves nothing for the host": [{ guests: [machine("100", 16)], memory: memory(16) }, "medium"],
      "swap more than half in use: high": [{ memory: memory(64, { swapUsedBytes: 5 * gibibyte }) }, "high"],
      "a guest was killed for memory: high": [
        { kernelEvents: { events: [oomKill], since: null } },
        { severity: "high", confidence: "confirmed", observed: expect.stringContaining("already killed a guest") },
      ],
      "ballooning that can take it back makes it less likely": [
        { guests: [machine("100", 48, { balloonMiB: 8192 }), machine("101", 32, { balloonMiB: 8192 })] },
        { severity: "low", observed: expect.stringContaining("16 GiB where ballooning") },
      ],
      "stopped, but it starts with the host": [{ guests: [machine("100", 80, { running: false })] }, "medium"],
      "KSM is no excuse": [{ memory: memory(64, { sharedByKsmBytes: 20 * gibibyte }) }, "medium"],
      "only the cache of ZFS is too much: low": [
        { guests: [machine("100", 40)], memory: memory(64, { arcMaximumBytes: 32 * gibibyte }) },
        "low",
      ],
      "libvirt domains": [{ guests: [guest("db", { memoryMiB: 80 * 1024 })] }, "medium"],
    },
    passes: {
      "a small machine with small guests": { guests: [machine("100", 0.25)], memory: memory(1.25) },
      "the catalogue's sound host: 48 GiB": { guests: [machine("100", 48)] },
      "stopped and not started with the host": { guests: [machine("100", 80, { running: false, onboot: false })] },
      "a template": { guests: [machine("100", 80, { template: true })] },
      "limits of containers take nothing": { guests: [machine("100", 80, { platform: "lxc" })] },
      "no guests": { guests: [] },
    },
    unknown: { "a machine without a known size": { guests: [machine("100", 8, { memoryMiB: null })] } },
  },
);

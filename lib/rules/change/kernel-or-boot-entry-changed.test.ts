import { bootEntry, bootState } from "#lib/rules/testing/boot-testing.ts";
import { since, thisBoot } from "#lib/rules/testing/change-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { kernelOrBootEntryChanged } from "./kernel-or-boot-entry-changed.ts";

const at = cite("/proc/cmdline", "quiet");
const state = (releases: string[], over = {}) =>
  bootState("6.8.12-1-pve", releases, { parameters: ["BOOT_IMAGE=/vmlinuz", "quiet"], pinned: null, entries: null, ...over });
const same = state(["6.8.12-1-pve"]);
const was = since({ bootState: same });

describeRule(
  kernelOrBootEntryChanged,
  { identity: thisBoot, bootState: state(["6.8.12-1-pve", "6.8.12-9-pve"]), ...was },
  {
    fails: {
      "a new kernel": [{}, { severity: "low", observed: "kernel 6.8.12-9-pve is new" }],
      "the command line gained net.ifnames=0": [
        { bootState: state(["6.8.12-1-pve"], { parameters: ["BOOT_IMAGE=/vmlinuz", "quiet", "net.ifnames=0"] }) },
        { severity: "medium", observed: "command line gained net.ifnames=0" },
      ],
      "another word of the command line": [
        { bootState: state(["6.8.12-1-pve"], { parameters: ["quiet", "intel_iommu=on"] }) },
        { severity: "low", observed: "command line gained intel_iommu=on" },
      ],
      "a kernel was pinned": [
        { bootState: state(["6.8.12-1-pve"], { pinned: { release: "6.5.13-6-pve", at } }) },
        { severity: "low", observed: "pinned kernel none before, 6.5.13-6-pve now" },
      ],
      "another root in the first entry": [
        {
          bootState: state(["6.8.12-1-pve"], { entries: [bootEntry("6.8.12-1-pve", "UUID=b")] }),
          ...since({ bootState: state(["6.8.12-1-pve"], { entries: [bootEntry("6.8.12-1-pve", "UUID=a")] }) }),
        },
        { severity: "medium", observed: "root of the first entry UUID=a before, UUID=b now" },
      ],
    },
    passes: {
      same: { bootState: same },
      "old kernels removed only": { bootState: same, ...since({ bootState: state(["6.5.13-6-pve", "6.8.12-1-pve"]) }) },
      "the new kernel is the one that runs": { bootState: { ...state(["6.8.12-1-pve", "6.8.12-9-pve"]), runningKernel: "6.8.12-9-pve" } },
      "another image of the same line": { bootState: state(["6.8.12-1-pve"], { parameters: ["BOOT_IMAGE=/other", "quiet"] }) },
      "kernels were not told": { bootState: { ...same, kernels: null } },
    },
    notApplicable: { "another machine": since({ bootState: same }, { machineId: "m-2" }) },
    unknown: { "it was not read before": since({}) },
  },
);

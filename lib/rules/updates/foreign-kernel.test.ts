import { bootState } from "#lib/rules/testing/boot-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity } from "#lib/rules/testing/testing.ts";
import { foreignKernel } from "./foreign-kernel.ts";

const node = (kernel: string) => identity({ system: "proxmox", kernel });

describeRule(
  foreignKernel,
  { identity: node("5.17.14-1-edge"), bootState: bootState("5.17.14-1-edge", ["5.15.35-1-pve", "5.17.14-1-edge"]) },
  {
    fails: {
      "an edge kernel": [
        {},
        {
          severity: "low",
          title: "This node runs 5.17.14-1-edge, which is not a pve kernel",
          observed: "running: 5.17.14-1-edge; also installed: 5.15.35-1-pve",
        },
      ],
      "Debian's kernel, left over from the installation": [{ identity: node("6.1.0-40-amd64"), bootState: undefined }, "low"],
    },
    passes: {
      "the kernel of Proxmox": { identity: node("6.8.12-15-pve") },
      "one of its test builds": { identity: node("6.8.12-15-pve-dbg") },
    },
    notApplicable: {
      "no Proxmox node": { identity: identity({ kernel: "6.1.0-40-amd64" }) },
      "a container": { identity: identity({ system: "proxmox", kernel: "5.15.0-generic", virtualization: "lxc" }) },
    },
  },
);

import { expect } from "vitest";
import { pendingChange, vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { guest } from "#lib/rules/testing/testing.ts";
import { pendingConfig as rule } from "./pending-config.ts";

const vga = pendingChange("vga", "video", "std", "none");
const tags = pendingChange("tags", "metadata", null, "erp;prod");

describeRule(
  rule,
  { guests: [vm("120", "erp", { pending: [vga] })] },
  {
    fails: {
      "the catalogue's example": [
        {},
        {
          severity: "low",
          subject: "erp (VM 120)",
          title: "erp (VM 120): 1 change waits for its next stop and start",
          observed: "vga: std → none",
          remedy: expect.objectContaining({ verify: "qm pending 120" }),
        },
      ],
      "the network is medium": [
        { guests: [vm("120", "erp", { pending: [vga, pendingChange("net0", "network", "virtio,bridge=vmbr0", null)] })] },
        { severity: "medium", observed: "vga: std → none and net0 goes (now virtio,bridge=vmbr0)" },
      ],
      "beside words that change nothing": [{ guests: [vm("120", "erp", { pending: [tags, vga] })] }, "low"],
      "a card that only moves on the PCI bus is another rule's": [
        { guests: [guest("v1001", { pending: [pendingChange("interface 52:54", "network", "br0 slot=0x03", "br0 slot=0x02")] })] },
        "low",
      ],
      "a domain of libvirt": [
        { guests: [guest("v1001", { pending: [pendingChange("video", "video", "cirrus", null)] })] },
        { observed: "video goes (now cirrus)", remedy: expect.objectContaining({ verify: "virsh -r dumpxml --inactive v1001" }) },
      ],
    },
    passes: {
      "nothing waits": { guests: [vm("120", "erp")] },
      "only tags, notes and onboot": { guests: [vm("120", "erp", { pending: [tags, pendingChange("onboot", "metadata", "0", "1")] })] },
      "a template": { guests: [vm("120", "erp", { template: true, pending: [vga] })] },
    },
    unknown: { "a stored definition that was not read": { guests: [vm("120", "erp", { pending: null })] } },
  },
);

import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { linesOf, succeeded } from "./parse/sections.ts";

/** What the DMI table says of BIOS and board; the kernel shows it in /sys without asking anything. Serial numbers are left alone. */
export const firmware = defineProbe({
  id: "firmware",
  fact: "firmware",
  systems: ["linux"],
  sources: {
    vendor: { read: "/sys/class/dmi/id/sys_vendor", optional: true },
    product: { read: "/sys/class/dmi/id/product_name", optional: true },
    board: { read: "/sys/class/dmi/id/board_name", optional: true },
    biosVendor: { read: "/sys/class/dmi/id/bios_vendor", optional: true },
    biosVersion: { read: "/sys/class/dmi/id/bios_version", optional: true },
    biosDate: { read: "/sys/class/dmi/id/bios_date", optional: true },
    processor: { exec: ["grep", "-sm1", "^vendor_id", "/proc/cpuinfo"], optional: true },
  },
  parse({ vendor, product, board, biosVendor, biosVersion, biosDate, processor }) {
    const files = [biosVersion, biosDate, product, vendor, board, biosVendor];
    const told = files.flat().find((file) => succeeded(file) && file.text.trim() !== "");
    if (!told) throw new NotApplicable("the kernel shows no DMI table");
    const text = (file: typeof vendor) => file.find(succeeded)?.text.trim() || null;
    return {
      vendor: text(vendor),
      product: text(product),
      board: text(board),
      biosVendor: text(biosVendor),
      biosVersion: text(biosVersion),
      biosDate: text(biosDate),
      processorVendor: /:\s*(\S+)/.exec(processor.text)?.[1] ?? null,
      at: citeLine(told.source, linesOf(told.text), 0),
    };
  },
});

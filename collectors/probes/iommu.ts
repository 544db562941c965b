import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Iommu } from "#lib/facts/iommu.ts";
import { linesOf, notReadable, succeeded } from "./parse/sections.ts";

const folder = "/sys/kernel/iommu_groups";
const device = /\/iommu_groups\/(\d{1,6})\/devices\/([0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])$/;

/** Groups of devices that the IOMMU cannot tell apart. The folder is empty where it is switched off. */
export const iommu = defineProbe({
  id: "iommu",
  fact: "iommu",
  systems: ["linux"],
  sources: { links: { exec: ["find", folder, "-type", "l"], optional: true } },
  parse({ links }) {
    if (/no such file or directory/i.test(links.errorText)) throw new NotApplicable("the kernel knows no IOMMU groups");
    if (!succeeded(links)) throw notReadable([links], "IOMMU groups");
    const lines = linesOf(links.text);
    const groups = new Map<number, Iommu["groups"][number]>();
    for (const [index, line] of lines.entries()) {
      const [, number, address] = device.exec(line) ?? [];
      if (number === undefined || address === undefined) continue;
      const id = Number(number);
      const group = groups.get(id) ?? { id, devices: [] };
      group.devices.push({ address, at: citeLine(links.source, lines, index) });
      groups.set(id, group);
    }
    return { groups: [...groups.values()].sort((one, other) => one.id - other.id) };
  },
});

import { z } from "zod";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeJson } from "#lib/facts/cite.ts";
import { isMissing } from "./parse/presence.ts";
import { firstSuccess } from "./parse/sections.ts";

const columns = "lv_name,vg_name,lv_attr,lv_size,pool_lv,data_percent,metadata_percent";
const Row = z.object({
  lv_name: z.string(),
  vg_name: z.string(),
  lv_attr: z.string(),
  lv_size: z.string(),
  pool_lv: z.string(),
  data_percent: z.string(),
  metadata_percent: z.string(),
});
const Report = z.object({ report: z.array(z.object({ lv: z.array(Row) })) });

/** Logical volumes and how full thin pools are, by lvs(8), which reads the metadata of the disks and the kernel's state of each volume. */
export const logicalVolumes = defineProbe({
  id: "logical-volumes",
  fact: "logicalVolumes",
  systems: ["linux"],
  sources: {
    volumes: {
      exec: ["lvs", "--reportformat", "json", "--units", "b", "-o", columns],
      root: true,
      lane: "slow",
      timeoutSeconds: 10,
      maximumBytes: 2 * 1024 * 1024,
      optional: true,
    },
  },
  parse({ volumes }) {
    if (isMissing(volumes)) throw new NotApplicable("LVM is not installed");
    const { source, text } = firstSuccess([volumes], "logical volumes");
    const rows = Report.parse(JSON.parse(text)).report.flatMap((report) => report.lv);
    return rows.map((row) => ({
      name: row.lv_name,
      group: row.vg_name,
      attributes: row.lv_attr,
      sizeBytes: Number.parseInt(row.lv_size, 10) || 0,
      pool: row.pool_lv || null,
      dataPercent: percentOf(row.data_percent),
      metadataPercent: percentOf(row.metadata_percent),
      at: citeJson(source, row),
    }));
  },
});

function percentOf(text: string): number | null {
  const percent = Number.parseFloat(text);
  return Number.isFinite(percent) ? percent : null;
}

import { z } from "zod";
import { papers, reportFormats } from "./format.ts";
import { reportKinds } from "./model.ts";

/** What a report is asked for. `id` is a host's, an incident's or a window's, or the name of a cluster; the fleet has none. */
export const ReportQuery = z
  .object({
    kind: z.enum(reportKinds),
    id: z.string().min(1).max(300).optional(),
    format: z.enum(reportFormats),
    paper: z.enum(papers).default("a4"),
  })
  .refine(({ kind, id }) => kind === "fleet" || id !== undefined, { path: ["id"], message: "Say which one." })
  .refine(({ kind, id }) => kind !== "host" || z.uuid().safeParse(id).success, { path: ["id"], message: "This is no id of a host." })
  .refine(({ kind, id }) => kind !== "window" || z.uuid().safeParse(id).success, { path: ["id"], message: "This is no id of a window." });
export type ReportQuery = z.infer<typeof ReportQuery>;

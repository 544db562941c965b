import { z } from "zod";

export const httpSourceKinds = ["alertmanager", "prometheus"] as const;

/** What a form or the API sends to have an Alertmanager or a Prometheus read over HTTP. */
export const HttpSourceInput = z.strictObject({
  kind: z.enum(httpSourceKinds),
  name: z.string().trim().min(1, "Must not be empty").max(100),
  /** Up to its API: "http://10.0.0.5:9093", "https://example.org/prometheus". */
  url: z
    .url({ protocol: /^https?$/, error: "A web address: http://… or https://…" })
    .max(500)
    .refine((text) => new URL(text).username === "" && new URL(text).password === "", "No password in the address: use the header"),
  allowPrivate: z.boolean().default(false),
  /** Value of the Authorization header ("Bearer …"): undefined keeps the stored one, null takes it away. */
  authorization: z
    .string()
    .regex(/^[\x20-\x7e]{1,4000}$/, "One line of plain characters")
    .nullable()
    .optional(),
});
export type HttpSourceInput = z.infer<typeof HttpSourceInput>;

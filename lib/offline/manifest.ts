import { z } from "zod";

/** A file of the folder, by its path from the root, with "/" between names. */
export const ManifestFile = z.object({
  path: z.string(),
  bytes: z.number().int().min(0),
  /** Hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ManifestFile = z.infer<typeof ManifestFile>;

/** manifest.json: what the folder is, and everything in it but itself and SHA256SUMS. */
export const Manifest = z.object({
  schema: z.literal("bulkhead-offline/1"),
  /** The moment that everything in it shows. */
  madeAt: z.iso.datetime(),
  madeBy: z.object({ version: z.string(), rules: z.number().int(), catalogue: z.string() }),
  hosts: z.number().int().min(0),
  files: z.array(ManifestFile),
});
export type Manifest = z.infer<typeof Manifest>;

export const manifestPath = "manifest.json";
export const sumsPath = "SHA256SUMS";

/** SHA256SUMS, as sha256sum(1) reads it. */
export function sumsText(files: readonly ManifestFile[]): string {
  return files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
}

import fc from "fast-check";
import { z } from "zod";
import { factNames, factSchemas, type Readings } from "#lib/facts/index.ts";

/** Words that make rules take their branches, between words that nobody expects. */
const words = fc.oneof(
  fc.constantFrom(
    "nfs",
    "none",
    "bind",
    "_netdev",
    "nofail",
    "/",
    "/mnt/nas",
    "/mnt/nas/vms",
    "nas:/vms",
    "nas",
    "10.0.0.7",
    "::1",
    "127.0.1.1",
  ),
  fc.constantFrom("/dev/sdb1", "x-systemd.requires=/mnt/nas", "vmbr0", "default", "global", "main", "local-fs.target", "a.mount", "dns"),
  fc.string({ unit: "binary", maxLength: 12 }),
);

/** Values of a fact's own schema. Throws for a kind of schema that no fact has had so far. */
function valuesOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodObject)
    return fc.record(Object.fromEntries(Object.entries(schema.shape).map(([key, part]) => [key, valuesOf(part)])));
  if (schema instanceof z.ZodArray) return fc.array(valuesOf(schema.element), { maxLength: 4 });
  if (schema instanceof z.ZodNullable) return fc.option(valuesOf(schema.unwrap()));
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map(valuesOf));
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber)
    return fc.constantFrom(...[1, 0, 100, 4094, 2_000_000].filter((value) => schema.safeParse(value).success));
  if (schema instanceof z.ZodString) return words;
  if (schema instanceof z.ZodISODateTime)
    return fc.constantFrom("2023-05-16T00:00:00Z", "2026-05-01T11:59:00.000Z", "2031-01-01T00:00:00Z");
  throw new Error(`no values for ${schema.constructor.name}`);
}

/** A visit that read every fact, each of any content that its schema allows. */
export const anyReadings = fc.record(
  Object.fromEntries(factNames.map((name) => [name, valuesOf(factSchemas[name]).map((value) => ({ status: "ok", value }))])),
) as fc.Arbitrary<Readings>;

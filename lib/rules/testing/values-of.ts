import fc from "fast-check";
import { z } from "zod";

/** Values of a schema, with these words for its strings. Throws for a kind of schema that none has had so far. Nothing of the product imports this. */
export function valuesOf(schema: z.core.$ZodType, words: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const inner = (part: z.core.$ZodType) => valuesOf(part, words);
  if (schema instanceof z.ZodObject)
    return fc.record(Object.fromEntries(Object.entries(schema.shape).map(([key, part]) => [key, inner(part)])));
  if (schema instanceof z.ZodArray) return fc.array(inner(schema.element), { maxLength: 4 });
  if (schema instanceof z.ZodRecord)
    return fc.dictionary(inner(schema.keyType) as fc.Arbitrary<string>, inner(schema.valueType), { maxKeys: 4 });
  if (schema instanceof z.ZodOptional) return fc.option(inner(schema.unwrap()), { nil: undefined });
  if (schema instanceof z.ZodNullable) return fc.option(inner(schema.unwrap()));
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map(inner));
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

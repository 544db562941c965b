/** A database as far as two descriptions of it can be compared: one line for each column, key, index, reference and enum. */
export type Description = string[];

const scalars: Record<string, string> = {
  String: "text",
  Int: "integer",
  BigInt: "bigint",
  Float: "double precision",
  Boolean: "boolean",
  DateTime: "timestamp(3) without time zone",
  Json: "jsonb",
  Bytes: "bytea",
};

const nativeTypes: Record<string, string> = { "@db.Uuid": "uuid", "@db.Timestamptz(3)": "timestamp(3) with time zone" };

interface Block {
  kind: "model" | "enum";
  name: string;
  lines: string[];
}

/**
 * What schema.prisma says, in the words of Postgres's catalogue. Knows the part of the language that ours uses, and throws on the rest:
 * an attribute that is not compared must not pass unseen.
 */
export function describeSchemaFile(text: string): Description {
  const blocks = [...text.matchAll(/^(model|enum) (\w+) \{\n([\s\S]*?)^\}/gm)].map(
    ([, kind, name, body]): Block => ({ kind: kind as Block["kind"], name: name ?? "", lines: linesOf(body ?? "") }),
  );
  const tables = new Map(blocks.filter((block) => block.kind === "model").map((block) => [block.name, tableOf(block)]));
  const enums = new Set(blocks.filter((block) => block.kind === "enum").map((block) => block.name));
  const described = blocks.flatMap((block) =>
    block.kind === "enum" ? [`enum ${block.name}: ${block.lines.join(", ")}`] : describeModel(block, tables, enums),
  );
  return described.sort();
}

function linesOf(body: string): string[] {
  return body
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("//"));
}

function tableOf({ name, lines }: Block): string {
  return /^@@map\("(.*)"\)$/.exec(lines.find((line) => line.startsWith("@@map")) ?? "")?.[1] ?? name;
}

function describeModel(block: Block, tables: ReadonlyMap<string, string>, enums: ReadonlySet<string>): string[] {
  const table = tableOf(block);
  return block.lines.flatMap((line) => {
    if (line.startsWith("@@")) return describeBlockAttribute(table, line);
    const [field = "", type = "", ...attributes] = line.split(/ +(?![^(]*\))/);
    const bare = type.replace(/[?[\]]/g, "");
    if (tables.has(bare)) return describeReference(table, bare, attributes, tables);
    return describeColumn(table, field, type, attributes, enums);
  });
}

function describeBlockAttribute(table: string, line: string): string[] {
  const [, kind, inside = ""] = /^@@(\w+)\((.*)\)$/.exec(line) ?? [];
  const columns = /\[(.*)\]/
    .exec(inside)?.[1]
    ?.replaceAll("(sort: Desc)", " desc")
    .replaceAll(/\s*,\s*/g, ", ");
  if (kind === "map") return [];
  if (kind === "id") return [`${table} primary key (${columns})`];
  if (kind === "index") return [`${table} index (${columns})`];
  if (kind === "unique") return [`${table} unique (${columns})`];
  throw new Error(`${table}: ${line} is not compared yet`);
}

function describeReference(table: string, target: string, attributes: string[], tables: ReadonlyMap<string, string>): string[] {
  const relation = attributes.find((attribute) => attribute.startsWith("@relation"));
  if (relation === undefined) return [];
  const part = (name: string) => new RegExp(`${name}: \\[?(\\w+)`).exec(relation)?.[1];
  const onDelete = { Cascade: "cascade", SetNull: "set null", Restrict: "restrict", undefined: "restrict" }[
    part("onDelete") ?? "undefined"
  ];
  return [`${table} (${part("fields")}) references ${tables.get(target)} (${part("references")}) on delete ${onDelete}`];
}

function describeColumn(table: string, field: string, type: string, attributes: string[], enums: ReadonlySet<string>): string[] {
  const bare = type.replace(/[?[\]]/g, "");
  const native = attributes.find((attribute) => attribute.startsWith("@db."));
  const base = native === undefined ? (scalars[bare] ?? (enums.has(bare) ? bare : undefined)) : nativeTypes[native];
  if (base === undefined) throw new Error(`${table}.${field}: ${native ?? bare} is not compared yet`);
  const nullable = type.endsWith("?") || type.endsWith("[]") ? "" : " not null";
  const keys = attributes.flatMap((attribute) => {
    if (attribute === "@id") return [`${table} primary key (${field})`];
    if (attribute === "@unique") return [`${table} unique (${field})`];
    return [];
  });
  return [`${table}.${field} ${base}${type.endsWith("[]") ? "[]" : ""}${nullable}${defaultOf(attributes)}`, ...keys];
}

function defaultOf(attributes: string[]): string {
  const inside = attributes.map((attribute) => /^@default\((.*)\)$/.exec(attribute)?.[1]).find((value) => value !== undefined);
  if (inside === undefined) return "";
  if (inside === "now()") return " default CURRENT_TIMESTAMP";
  if (inside === "autoincrement()") return " default nextval";
  return ` default ${inside === "[]" ? "{}" : inside.replaceAll(/^"|"$/g, "")}`;
}

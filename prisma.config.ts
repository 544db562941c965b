import { defineConfig } from "prisma/config";

// `prisma generate` needs no engine, but the CLI looks for one (and downloads it) before any command. Any existing file satisfies that
// look-up. Only for generate: a command that would use the engine must fail loudly rather than talk to a stand-in.
if (process.argv.includes("generate")) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
process.env.CHECKPOINT_DISABLE ??= "1";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});

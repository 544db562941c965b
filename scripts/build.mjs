import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const stampFile = "dist/built-from";

/** What the build is made of; tests, recordings and documents change nothing in it. */
const sources = ["app", "cli", "collectors", "components", "lib", "prisma", "public", "scripts"];
const files = ["next.config.ts", "package-lock.json", "package.json", "postcss.config.mjs", "proxy.ts", "tsconfig.json"];
const leftOut = /(\.test\.tsx?|__fixtures__|lib\/db\/generated|simulator\/hosts)(\/|$)/;

/** Whether what was built is of the present sources. */
export function isBuilt(root) {
  const stamp = join(root, stampFile);
  const parts = ["dist/run.mjs", ".next/standalone/server.js"].every((file) => existsSync(join(root, file)));
  return parts && existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint(root);
}

function fingerprint(root) {
  const hash = createHash("sha256");
  const folders = sources.filter((name) => existsSync(join(root, name)));
  const inside = folders.flatMap((name) =>
    readdirSync(join(root, name), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name))),
  );
  const all = [...inside, ...files].filter((name) => !leftOut.test(name) && existsSync(join(root, name)));
  for (const name of all.sort())
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(root, name)))
      .update("\0");
  return hash.digest("hex");
}

/** Builds the web server and bundles the other processes. Throws one sentence after the compiler's own words. */
export async function build(root) {
  const of = fingerprint(root);
  rmSync(join(root, stampFile), { force: true });
  run(root, "scripts/postinstall.mjs");
  run(root, "node_modules/next/dist/bin/next", "build");
  const standalone = join(root, ".next/standalone");
  cpSync(join(root, ".next/static"), join(standalone, ".next/static"), { recursive: true });
  if (existsSync(join(root, "public"))) cpSync(join(root, "public"), join(standalone, "public"), { recursive: true });
  const { bundleCommand, bundleServer } = await import("./bundle.mjs");
  await Promise.all([bundleServer(root), bundleCommand(root)]);
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(join(root, stampFile), of);
}

function run(root, script, ...args) {
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const result = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status === 0) return;
  process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
  throw new Error(`The build failed in ${script} ${args.join(" ")}: see above.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build(fileURLToPath(new URL("..", import.meta.url)));

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const stampFile = "node_modules/.bulkhead-installed";

/** Says what is installed: the lock and the platform. Written by postinstall, so an `npm ci` by hand counts too. */
function fingerprint(root) {
  const files = ["package.json", "package-lock.json"].map((name) => readFileSync(join(root, name)));
  const hash = createHash("sha256");
  for (const file of files) hash.update(file);
  return hash.update(`${process.platform} ${process.arch}`).digest("hex");
}

/** Whether the packages that the lock names are installed here. */
export function isInstalled(root) {
  const stamp = join(root, stampFile);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint(root);
}

/** Notes that they are. */
export function noteInstalled(root) {
  writeFileSync(join(root, stampFile), fingerprint(root));
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { clusterFoldersOf } from "./postgres-account.ts";
import { passwordFile } from "./postgres-cluster.ts";

/** The database of ours in an embedded server. */
export const database = "bulkhead";

export function urlOf(password: string, port: number, name: string): string {
  return `postgresql://bulkhead:${password}@127.0.0.1:${port}/${name}`;
}

/**
 * The address of the embedded database of a data folder, as its server has left it there; null where none has. Starts and writes
 * nothing; whether the server still runs is told by who connects. Throws the file system's error where this user may not look.
 */
export function findEmbeddedPostgres(dataFolder: string): string | null {
  for (const clusterFolder of clusterFoldersOf(dataFolder)) {
    const file = readPidFile(clusterFolder);
    if (file !== null) return urlOf(readFileSync(passwordFile(dataFolder), "utf8").trim(), file.port, database);
  }
  return null;
}

/** First line: process; fourth: port (the layout of postmaster.pid is Postgres's own, see its pidfile.h). Null where there is no server. */
export function readPidFile(clusterFolder: string): { pid: number; port: number } | null {
  const lines = readIfThere(join(clusterFolder, "postmaster.pid")).split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port } : null;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return "";
    throw error;
  }
}

import type { HostScripts } from "#lib/facts/host-scripts.ts";
import type { Schedule } from "#lib/facts/schedules.ts";
import { looksLikeBackup } from "./backup-jobs.ts";

/** Where the definitions of guests lie, as a mount and as the database behind it. */
export const definitions = /etc\/pve|pve-cluster\/config/;
/** Programs that make a copy. */
const copying = /tar|rsync|cp |scp|zip|sqlite3|borg|restic|proxmox-backup-client|rclone|cat /;

/** Whether what runs by the clock saves /etc/pve: by its own words, or through a script or unit of its name whose lines do. */
export function saves({ command, when }: Schedule, scripts: HostScripts): boolean {
  if (definitions.test(command) && (copying.test(`${command} `) || looksLikeBackup(command))) return true;
  const words = command.split(/[\s;&|]+/).map((word) => word.slice(word.lastIndexOf("/") + 1).replace(/\.service$/, ""));
  const names = [...words.filter((word) => word.length > 2), when.replace(/\.timer$/, "")];
  return scripts.some(({ path, text }) => {
    const folders = path.split("/");
    const file = (folders.at(-1) ?? "").replace(/\.(service|sh|ya?ml|conf)$/, "");
    const isNamed = names.includes(file) || names.some((name) => folders.includes(name) || folders.includes(`${name}.d`));
    return definitions.test(text) && isNamed;
  });
}

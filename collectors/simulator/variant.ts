import { nodeName } from "./answers/system.ts";
import { meaningOf, parseCommand } from "./command.ts";
import type { Recording } from "./recording.ts";

// Where a machine says its own name; other files keep theirs, so that a fleet of variants stays cheap.
const namingFiles = ["/etc/hostname", "/etc/hosts", "/etc/pve/corosync.conf", "/etc/corosync/corosync.conf"];
const namingCommands = [["uname", "-a"], ["hostname"], ["hostname", "-f"]];

/**
 * The same recorded machine under another name, and so with other machine and boot ids: many hosts from one recording. All that is
 * not named is shared with the original, not copied.
 */
export function renamed(recording: Recording, name: string): Recording {
  const short = nodeName(recording).split(".")[0] ?? recording.name;
  const pattern = new RegExp(`(?<![\\w-])${short.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-])`, "g");
  const rename = (text: string): string => text.replace(pattern, name);
  const files = new Map(recording.files);
  for (const path of namingFiles) {
    const text = files.get(path);
    if (text !== undefined) files.set(path, rename(text));
  }
  files.delete("/etc/machine-id");
  const byMeaning = new Map(recording.byMeaning);
  for (const argv of namingCommands) {
    const meaning = meaningOf(parseCommand(argv));
    const text = byMeaning.get(meaning);
    if (text !== undefined) byMeaning.set(meaning, rename(text));
  }
  return { ...recording, name, files, byMeaning };
}

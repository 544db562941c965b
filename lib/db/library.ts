import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { type PostmortemFolder, readPostmortemFolder } from "#lib/postmortems/folder.ts";
import { type LibraryEntry, libraryOf } from "#lib/postmortems/library.ts";
import { Problem } from "#lib/problem.ts";
import { listOwnPostmortems } from "./own-postmortems.ts";

/** Every incident that is known here, and what of the folder could not be taken in. */
export interface Library {
  entries: LibraryEntry[];
  problems: PostmortemFolder["problems"];
  /** Ids of own incidents that do not fit this version; they can be edited. */
  misfits: string[];
}

let known: { path: string | null; folder: PostmortemFolder } | undefined;

/** All incidents. The folder of BULKHEAD_POSTMORTEMS is read once, and what does not fit goes to the log. */
export async function loadLibrary(): Promise<Library> {
  const { reports, problems } = ownFolder();
  const own = await listOwnPostmortems();
  return {
    entries: libraryOf(
      own.reports.map(({ postmortem }) => postmortem),
      reports,
    ),
    problems,
    misfits: own.misfits,
  };
}

/** One incident, wherever it comes from. Throws `not-found`. */
export async function loadEntry(id: string): Promise<LibraryEntry> {
  const found = (await loadLibrary()).entries.find((entry) => entry.id === id);
  if (found === undefined) throw new Problem("not-found", "There is no such incident: it was removed, or the address is wrong.");
  return found;
}

function ownFolder(): PostmortemFolder {
  const path = env().postmortemFolder;
  if (known?.path === path) return known.folder;
  const folder = readPostmortemFolder(path);
  for (const { file, message } of folder.problems) log("web").warn({ file }, `an incident report was left out: ${message}`);
  known = { path, folder };
  return folder;
}

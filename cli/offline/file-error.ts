/** What goes wrong with files, as a person would say it. */
const words: Readonly<Record<string, string>> = {
  EACCES: "may not be written by this user",
  EDQUOT: "is full for this user (quota)",
  EFBIG: "takes no file of that size",
  EIO: "gives errors when it is written: the disk or stick may be broken",
  ENOENT: "is not there: make it first, or name another",
  ENOSPC: "has no space left",
  ENOTDIR: "is no folder",
  EPERM: "may not be written by this user",
  EROFS: "is mounted read-only",
};

/** An error of the file system as one sentence that says nothing was left behind; any other error as it is. */
export function fileErrorWords(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error) || error.syscall === "connect") return error;
  const said = words[String(error.code)] ?? `cannot be written (${String(error.code)})`;
  return new Error(`${place} ${said}. Nothing was left behind.`, { cause: error });
}

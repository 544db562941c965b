/** Quotes one word for a POSIX shell; words of harmless characters stay as they are. Throws on NUL, which no argument can carry. */
export function quote(word: string): string {
  if (word.includes("\0")) throw new Error("an argument cannot contain NUL");
  return /^[A-Za-z0-9_./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Quotes a whole command. */
export function quoteAll(argv: readonly string[]): string {
  return argv.map(quote).join(" ");
}

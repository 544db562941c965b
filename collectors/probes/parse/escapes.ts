/** Decodes the octal escapes of fstab(5) and proc_pid_mountinfo(5): `\040` is a blank. Bytes that follow each other are read as UTF-8; NUL stays escaped. */
export function decodeOctal(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/(?:\\(?!000)[0-3][0-7]{2})+/g, (escapes) => {
    const bytes = escapes
      .slice(1)
      .split("\\")
      .map((octal) => Number.parseInt(octal, 8));
    return new TextDecoder().decode(Uint8Array.from(bytes));
  });
}

/** Fields of a line, split at blanks and tabs. */
export function fieldsOf(line: string): string[] {
  return line.split(/[ \t]+/).filter((field) => field !== "");
}

/** Items of a list that is written with this separator; blanks around them and empty items are dropped. */
export function listOf(text: string, separator: string | RegExp = ","): string[] {
  return text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** A whole number in decimal or, with 0x, hexadecimal; null where the text is none or too large to be exact. */
export function integerOf(text: string | null | undefined): number | null {
  if (text == null || !/^(?:-?\d{1,15}|0x[0-9a-f]{1,12})$/i.test(text.trim())) return null;
  return Number(text.trim());
}

/**
 * Text in lines of at most `columns` characters, broken between words. What must stay in one piece to be pasted does: a command in
 * backticks, and a word that is longer than the line. With Infinity the text keeps its lines as they are.
 */
export function wrap(text: string, columns: number): string[] {
  const lines = text.split("\n");
  return Number.isFinite(columns) ? lines.flatMap((line) => wrapLine(line, columns)) : lines;
}

function wrapLine(line: string, columns: number): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.match(/(?:`[^`]*`|[^\s`])+|`/g) ?? []) {
    if (current === "") current = word;
    else if (current.length + 1 + word.length <= columns) current += ` ${word}`;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current];
}

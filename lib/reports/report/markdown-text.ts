/** Signs that mean something wherever they stand in a line. */
const anywhere = /[\\`*_[\]<>&|~]/g;
/** What makes a list, a heading, a rule or a quotation of the line that begins with it. */
const atStart = /^(?:[#+=:-]|\d+(?=[.)]))/;
/** Words that readers make a link of by themselves, escaped or not; what is code they leave alone. */
const linking = /(\S*(?::\/\/|www\.|@)\S*)/i;

/** A text on one line that stands for itself in CommonMark and GitHub's dialect: no markup, no HTML, no table, no link by itself. */
export function escapeMarkdown(text: string, inTable = false): string {
  const parts = oneLine(text).split(linking);
  return parts.map((part, index) => (index % 2 === 1 ? codeSpan(part, inTable) : part.replace(anywhere, "\\$&"))).join("");
}

/** A line of escaped text that begins nothing of its own: no list, heading, rule or block of code. */
export function escapeStart(line: string): string {
  return line.trimStart().replace(atStart, (sign) => (/\d/.test(sign) ? `${sign}\\` : `\\${sign}`));
}

/** A text as a span of code: fenced by more backticks than stand in it, and safe in a table's cell. */
export function codeSpan(text: string, inTable = false): string {
  const line = oneLine(text);
  if (line.trim() === "") return "";
  // In a table neither dialect can write a backslash before a pipe as code.
  if (inTable && line.includes("\\|")) return `<code>${line.replace(anywhere, "\\$&")}</code>`;
  const fence = "`".repeat(longestRun(line) + 1);
  const padded = /^[` ]|[` ]$/.test(line) ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
  return inTable ? padded.replaceAll("|", "\\|") : padded;
}

/** Two spans of code without a blank between them would be read as one. */
export function joinSpans(pieces: readonly string[]): string {
  return pieces.reduce((before, piece) => (before.endsWith("`") && piece.startsWith("`") ? `${before} ${piece}` : before + piece), "");
}

/** Lines as a block of code that nothing inside it can end. */
export function codeBlock(lines: readonly string[]): string {
  const text = lines.map((line) => line.replace(/[\r\n\u2028\u2029]+/g, " ")).join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}text\n${text}\n${fence}`;
}

/** A line feed or a tab would begin something of its own. */
function oneLine(text: string): string {
  return text.replace(/[\s\u0085\u2028\u2029]+/g, " ");
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

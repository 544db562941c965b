/** Markup that is safe to put into a page as it is: made by `html` only. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Markup | readonly Markup[] | null;

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
/** What no HTML text may hold, however it is written: controls other than tab, line feed and return, and code points that are no characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this looks for
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef]|\p{Cs}|[\ufffe\uffff]|\p{Noncharacter_Code_Point}/gu;

/** A text that stands for itself in an element and in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(unwritable, "\ufffd").replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Puts values into markup, escaped unless they are markup themselves. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(parts.map((part, index) => part + (index < values.length ? written(values[index] ?? null) : "")).join(""));
}

function written(value: Value): string {
  if (value === null) return "";
  if (value instanceof Markup) return value.text;
  if (typeof value === "object") return value.map(({ text }) => text).join("");
  return escapeHtml(String(value));
}

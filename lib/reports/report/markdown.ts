import type { Block, Column, Piece, Words } from "./document/block.ts";
import { reportDocument } from "./document/document.ts";
import { toneWords } from "./document/words.ts";
import { codeBlock, codeSpan, escapeMarkdown, escapeStart, joinSpans } from "./markdown-text.ts";
import type { Report } from "./model.ts";

/** A report as GitHub-flavoured Markdown, in pieces. */
export function* renderMarkdown(report: Report): Generator<string> {
  const { title, made, blocks } = reportDocument(report);
  yield `# ${escapeMarkdown(title)}\n\n${escapeMarkdown(made)}\n`;
  for (const block of blocks) yield `\n${blockText(block)}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `${"#".repeat(block.level)} ${words(block.words)}`;
    case "paragraph":
      return words(block.words);
    case "pairs":
      return block.pairs.map(([term, said]) => `- **${escapeMarkdown(term)}:** ${words(said)}`).join("\n");
    case "list":
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : "-"} ${words(item)}`).join("\n");
    case "checklist":
      return block.items.map(({ done, words: told }) => `- [${done ? "x" : " "}] ${words(told)}`).join("\n");
    case "table":
      return tableText(block);
    case "excerpt": {
      const width = String(Math.max(...block.lines.map(({ number }) => number))).length;
      return `${codeSpan(block.source)}\n\n${codeBlock(block.lines.map(({ number, text }) => `${String(number).padStart(width)} ${text}`))}`;
    }
    case "drawing":
      return drawingText(block);
  }
}

/** What stands in a picture's place; else its title, and all that it shows as a list. */
function drawingText({ drawing: { title, description }, instead }: Block & { kind: "drawing" }): string {
  if (instead !== undefined) return instead.map(blockText).join("\n\n");
  return [escapeMarkdown(title), "", ...description.map((line) => `- ${escapeStart(escapeMarkdown(line))}`)].join("\n");
}

/** Pieces on one line; their line feeds become semicolons, or breaks in a cell. */
function words(said: Words, inTable = false): string {
  const lines: string[][] = [[]];
  for (const one of said) {
    for (const [index, text] of one.text.split("\n").entries()) {
      if (index > 0) lines.push([]);
      lines.at(-1)?.push(piece({ ...one, text }, inTable));
    }
  }
  const told = lines.map((pieces) => escapeStart(joinSpans(pieces)).trim()).filter((line) => line !== "");
  return told.join(inTable ? "<br>" : "; ");
}

/** What a severity's word does not say already is said beside it, since Markdown has no colours. */
function piece({ text, style, tone }: Piece, inTable: boolean): string {
  if (text === "") return "";
  if (style === "code") return codeSpan(text, inTable);
  const escaped = escapeMarkdown(text, inTable);
  if (tone !== undefined && tone !== "not-applicable" && toneWords[tone].toLowerCase() !== text.toLowerCase())
    return `${escaped} \\[${toneWords[tone].toLowerCase()}\\]`;
  if (style === "strong" || tone !== undefined) return emphasised(escaped);
  return escaped;
}

/** Stars take hold only where no blank stands inside them. */
function emphasised(escaped: string): string {
  const [, before = "", inner = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(escaped) ?? [];
  return inner === "" ? escaped : `${before}**${inner}**${after}`;
}

const rules: Record<NonNullable<Column["align"]> | "left", string> = { left: "---", right: "---:", center: ":-:" };

function tableText({ columns, rows }: Block & { kind: "table" }): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(({ title }) => escapeMarkdown(title))),
    line(columns.map(({ align }) => rules[align ?? "left"])),
    ...rows.map((row) => line(row.map((cell) => words(cell, true)))),
  ].join("\n");
}

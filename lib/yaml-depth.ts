import { Lexer, Parser } from "yaml";

/** Nobody nests deeper by hand; a parser that does, runs out of stack, and with it the process may end. */
const maximumDepth = 100;

/** Nor with so many mistakes, or aliases: each is looked up or told with its place, which takes the longer the more there are. */
const maximumOddities = 200;

/**
 * Whether a text of YAML nests deeper, or holds more errors or aliases, than may be parsed: asked before, since the stack's end cannot be caught for
 * certain and a parser that collects thousands of errors holds up whoever waits.
 */
export function isTooDeep(text: string): boolean {
  const parser = new Parser();
  let oddities = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme.startsWith("*")) oddities += 1;
    for (const token of parser.next(lexeme)) if (token.type === "error") oddities += 1;
    if (parser.stack.length > maximumDepth || oddities > maximumOddities) return true;
  }
  return false;
}

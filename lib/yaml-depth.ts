import { Lexer, Parser } from "yaml";

/** Nobody nests deeper by hand; a parser that does, runs out of stack, and with it the process may end. */
const maximumDepth = 100;

/** Whether a text of YAML nests deeper than may be parsed: asked before, since the stack's end cannot be caught for certain. */
export function isTooDeep(text: string): boolean {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > maximumDepth) return true;
  }
  return false;
}

import type { SplitOutput } from "#collectors/script.ts";
import { nonceOf, splitOutput } from "#collectors/script.ts";
import { TransportError } from "./errors.ts";

/** A bundle may not be larger than this, in characters: the limits of all calls together stay far below. */
export const maximumBundleCharacters = 64 * 1024 * 1024;

/**
 * Reads the output of a script that was run by hand. What an editor, a terminal or a pipe did to it is undone: a byte order mark, CRLF, and
 * noise before the header. The nonce is that of its own header. Throws TransportError `bad-bundle`.
 */
export function readBundle(text: string): SplitOutput {
  if (text.length > maximumBundleCharacters) throw new TransportError("bad-bundle", "The bundle is too large to be the script's output.");
  const clean = text.replace(/^\uFEFF/, "").replace(/\r+\n/g, "\n");
  const nonce = nonceOf(clean);
  if (nonce === null) throw new TransportError("bad-bundle", "This is not the output of the script: it has no header.");
  const output = splitOutput(clean, nonce);
  if (!output.hello) throw new TransportError("bad-bundle", "This is not the output of the script: its header is damaged.");
  return output;
}

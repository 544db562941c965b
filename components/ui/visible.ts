/** Characters that change how text is drawn without being seen: bidirectional overrides and isolates, zero-width signs, separators. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]/g;

/**
 * Makes what a host said safe to look at: control characters become their pictures (␛ for escape, ␀ for NUL), other invisible
 * characters their code point in brackets. Tab and line feed stay: the block that shows the text lays them out.
 */
export function visible(text: string): string {
  return text.replace(hidden, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return "␡";
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}

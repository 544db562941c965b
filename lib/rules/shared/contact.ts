import type { Cite } from "#lib/facts/cite.ts";
import type { Contact } from "#lib/rules/context.ts";

/** What the last visit came to, as evidence. */
export function citeContact(contact: Contact): Cite {
  return { source: "visit", line: 1, text: [contact.code, contact.sentence].filter((word) => word !== null).join(": ") || contact.state };
}

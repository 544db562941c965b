/** What lib calls things in, for components. */
export * from "#lib/format.ts";

import { openDemoSession } from "#lib/http/demo-session.ts";

/** Where pages of the demo send a visitor who is not signed in. */
export const GET = openDemoSession;

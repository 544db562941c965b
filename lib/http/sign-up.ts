import { createHash, timingSafeEqual } from "node:crypto";
import { audit } from "#lib/db/audit.ts";
import { withoutAccount } from "#lib/db/users.ts";
import { env } from "#lib/env.ts";
import { setupCode } from "#lib/seal.ts";
import { auth } from "./auth.ts";

/** Whether the first account takes the code that the terminal shows: others could be faster than the owner. */
export function needsSetupCode(): boolean {
  return !env().onlyThisMachine;
}

/**
 * Makes the first account, which becomes the administrator. Afterwards, and without the setup code where one is needed, it answers 403.
 */
export async function signUpOnce(request: Request): Promise<Response> {
  if (needsSetupCode() && !isSetupCode(request.headers.get("x-bulkhead-setup-code") ?? "")) {
    return refuse("The setup code does not fit: it stands in the terminal where Bulkhead was started.");
  }
  const made = await withoutAccount(() => auth().handler(request));
  if (made === null) return refuse("There is an account already: sign in with it.");
  if (made.ok) await audit({ actor: "bulkhead", action: "account.created", subject: "first administrator" });
  return made;
}

/** Compares hashes, which have one length and tell nothing by the time it takes. */
function isSetupCode(given: string): boolean {
  const [one, other] = [given, setupCode()].map((code) => createHash("sha256").update(code.toLowerCase().replace(/[\s-]/g, "")).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

function refuse(message: string): Response {
  return Response.json({ message }, { status: 403 });
}

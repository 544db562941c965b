import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { hasAccount } from "#lib/db/users.ts";
import { auth } from "./auth.ts";
import { isOpenDemo } from "./demo-session.ts";

/** Who is signed in. */
export interface User {
  id: string;
  name: string;
  email: string;
  role: "admin" | "viewer";
}

/** The user of a request with these headers, or null. */
export async function userOf(requestHeaders: Headers): Promise<User | null> {
  const session = await auth().api.getSession({ headers: requestHeaders });
  if (session === null) return null;
  const { id, name, email, role } = session.user;
  return { id, name, email, role: role === "admin" ? "admin" : "viewer" };
}

/** The user who asks for this page. Sends others to sign in, or to make the first account; the demo asks nobody. */
export async function requireUser(): Promise<User> {
  const user = await userOf(await headers());
  if (user !== null) return user;
  if (isOpenDemo()) redirect("/api/v1/demo-session");
  redirect((await hasAccount()) ? "/sign-in" : "/setup");
}

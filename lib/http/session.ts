import type { Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { hasAccount } from "#lib/db/users.ts";
import { auth } from "./auth.ts";
import { isOpenDemo } from "./demo-session.ts";
import { askedPathHeader, ownPath } from "./own-path.ts";

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

/** The user who asks for this page. Sends others to sign in and then back, or to make the first account; the demo asks nobody. */
export async function requireUser(): Promise<User> {
  const asked = await headers();
  const user = await userOf(asked);
  if (user !== null) return user;
  const next = `?next=${encodeURIComponent(ownPath(asked.get(askedPathHeader)))}`;
  if (isOpenDemo()) redirect(`/api/v1/demo-session${next}` as Route);
  redirect((await hasAccount()) ? (`/sign-in${next}` as Route) : "/setup");
}

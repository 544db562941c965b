import type { Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { SignInForm } from "#components/setup/door-form.tsx";
import { hasAccount } from "#lib/db/users.ts";
import { ownPath } from "#lib/http/own-path.ts";
import { userOf } from "#lib/http/session.ts";

export const metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams;
  const path = ownPath(typeof next === "string" ? next : null);
  if (!(await hasAccount())) redirect("/setup");
  if ((await userOf(await headers())) !== null) redirect(path as Route);
  return <SignInForm next={path} />;
}

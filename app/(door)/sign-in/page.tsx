import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { SignInForm } from "#components/setup/door-form.tsx";
import { hasAccount } from "#lib/db/users.ts";
import { userOf } from "#lib/http/session.ts";

export const metadata = { title: "Sign in" };

export default async function SignInPage() {
  if (!(await hasAccount())) redirect("/setup");
  if ((await userOf(await headers())) !== null) redirect("/");
  return <SignInForm next="/" />;
}

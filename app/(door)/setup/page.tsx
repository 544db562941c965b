import { redirect } from "next/navigation";
import { SetupForm } from "#components/setup/door-form.tsx";
import { hasAccount } from "#lib/db/users.ts";
import { needsSetupCode } from "#lib/http/sign-up.ts";

export const metadata = { title: "Create your account" };

export default async function SetupPage() {
  if (await hasAccount()) redirect("/sign-in");
  return <SetupForm withCode={needsSetupCode()} />;
}

import { redirect } from "next/navigation";
import { SetupForm } from "#components/setup/door-form.tsx";
import { hasAccount } from "#lib/db/users.ts";

export const metadata = { title: "Create your account" };

export default async function SetupPage() {
  if (await hasAccount()) redirect("/sign-in");
  return <SetupForm />;
}

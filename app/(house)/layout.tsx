import type { ReactNode } from "react";
import { Shell } from "#components/shell/shell.tsx";
import { SignOut } from "#components/shell/sign-out.tsx";
import { requireUser } from "#lib/http/session.ts";

export default async function HouseLayout({ children }: { children: ReactNode }) {
  const user = await requireUser();
  return <Shell foot={<SignOut name={user.name} />}>{children}</Shell>;
}

import { db } from "./client.ts";

/** Whether an account exists. The first one becomes the administrator, and then sign-up is closed. */
export async function hasAccount(): Promise<boolean> {
  return (await db().user.findFirst({ select: { id: true } })) !== null;
}

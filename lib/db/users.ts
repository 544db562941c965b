import { advisoryLocks } from "./advisory-locks.ts";
import { type Db, db, inTransaction } from "./client.ts";

/** Whether an account exists. The first one becomes the administrator, and then sign-up is closed. */
export async function hasAccount(tx: Db = db()): Promise<boolean> {
  return (await tx.user.findFirst({ select: { id: true } })) !== null;
}

/** Runs `create` if there is no account, and null otherwise; two at once wait for each other, whichever process they are in. */
export function withoutAccount<T>(create: () => Promise<T>): Promise<T | null> {
  return inTransaction(async (tx) => {
    await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(${advisoryLocks.firstAccount})) as locked`;
    return (await hasAccount(tx)) ? null : create();
  });
}

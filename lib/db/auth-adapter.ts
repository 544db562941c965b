import { prismaAdapter } from "better-auth/adapters/prisma";
import { db } from "./client.ts";

/** Accounts and sessions through our own client, each operation in one transaction. */
export function authAdapter() {
  return prismaAdapter(db(), { provider: "postgresql", transaction: true });
}

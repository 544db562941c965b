import { request } from "@playwright/test";
import { startServer } from "./server.ts";

export const admin = { name: "Ada", email: "ada@example.org", password: "correct horse battery" } as const;

type Cookies = Awaited<ReturnType<Awaited<ReturnType<typeof request.newContext>>["storageState"]>>["cookies"];

/** A server with its first account made. */
export interface House {
  url: string;
  cookies: Cookies;
  stop(): Promise<void>;
}

/** Starts a server and makes its administrator, as the setup page does. */
export async function startHouse(): Promise<House> {
  const { url, stop } = await startServer();
  const context = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const made = await context.post("/api/auth/sign-up/email", { data: admin });
  if (!made.ok()) {
    await stop();
    throw new Error(`No account could be made: ${made.status()} ${await made.text()}`);
  }
  const { cookies } = await context.storageState();
  await context.dispose();
  return { url, cookies, stop };
}

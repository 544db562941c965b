import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { audit } from "./audit.ts";
import { db, inTransaction } from "./client.ts";
import { storableJson } from "./json.ts";

const key = "calendar-feed";
const Stored = z.object({ tokenHash: z.string().regex(/^[\da-f]{64}$/) });

/** Makes a new secret address for calendars; the one before stops working. The token is told once and kept as a hash. */
export async function renewCalendarToken(by: string): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  const value = storableJson({ tokenHash: hashOf(token) });
  await inTransaction(async (tx) => {
    await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
    await audit({ actor: by, action: "calendar-feed.renewed", subject: "calendar feed" }, tx);
  });
  return token;
}

/** Whether a calendar may read the windows: its address holds the token. */
export async function isCalendarToken(token: string): Promise<boolean> {
  const row = await db().setting.findUnique({ where: { key } });
  const stored = Stored.safeParse(row?.value).data;
  if (stored === undefined) return false;
  return timingSafeEqual(Buffer.from(stored.tokenHash, "hex"), Buffer.from(hashOf(token), "hex"));
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

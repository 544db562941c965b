import { z } from "zod";
import { sendTestMail } from "#lib/db/test-mail.ts";
import { route } from "#lib/http/route.ts";
import { MailAddress } from "#lib/mail/settings.ts";

/** Sends a mail at once and answers when the server has taken it, or why it has not. */
export const POST = route({
  access: "admin",
  body: z.strictObject({ to: MailAddress }),
  run: ({ body, user }) => sendTestMail(body.to, user.email),
});

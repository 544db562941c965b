import { loadMailSettings, removeMailSettings, saveMailSettings } from "#lib/db/mail-settings.ts";
import { listMail } from "#lib/db/outbox.ts";
import { countHeld } from "#lib/db/untold.ts";
import { route } from "#lib/http/route.ts";
import { MailSettingsInput } from "#lib/mail/settings.ts";

/** How mail is sent, the latest mails without their text, and how many findings a maintenance window holds. */
export const GET = route({
  access: "user",
  run: async () => {
    const [settings, mails, held] = await Promise.all([loadMailSettings(), listMail(50), countHeld(new Date())]);
    return { settings, held, mails: mails.map(({ text: _, ...mail }) => mail) };
  },
});

export const PUT = route({
  access: "admin",
  body: MailSettingsInput,
  run: ({ body, user }) => saveMailSettings(body, user.email, new Date()),
});

export const DELETE = route({ access: "admin", run: ({ user }) => removeMailSettings(user.email) });

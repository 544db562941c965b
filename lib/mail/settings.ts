import { z } from "zod";
import { Severity } from "#lib/rules/severity.ts";

/** How the way to the mail server is kept private. "tls" from the first byte (465), "starttls" or nothing is sent (587, 25), "none" in the clear. */
export const mailSecurities = ["tls", "starttls", "none"] as const;
export type MailSecurity = (typeof mailSecurities)[number];

/** Recipients of one list: whoever has more uses an address that spreads it. */
const maximumRecipients = 20;

export const MailAddress = z.email("An address such as night@example.org").max(254);
export const MailAddresses = z.array(MailAddress).max(maximumRecipients, `At most ${maximumRecipients} addresses`);

/** What a form or the API sends to have mail sent. */
export const MailSettingsInput = z
  .strictObject({
    /** Name or address of the mail server. */
    server: z
      .string()
      .trim()
      .min(1, "Must not be empty")
      .max(253, "At most 253 characters")
      .regex(/^[\w.:-]+$/, "A name or an address, without port"),
    port: z.int().min(1, "A port from 1 to 65535").max(65_535, "A port from 1 to 65535"),
    security: z.enum(mailSecurities),
    /** Account at the server; null where it asks for none. */
    login: z.string().trim().min(1).max(254).nullable(),
    /** Undefined keeps the stored one, null takes it away. */
    password: z.string().min(1).max(1000, "At most 1,000 characters").nullable().optional(),
    sender: MailAddress,
    /** Who is told of new findings; nobody where it is empty. */
    alertTo: MailAddresses.default([]),
    /** The mildest finding that is told. */
    alertFrom: Severity.default("high"),
  })
  .refine(({ security, login }) => security !== "none" || login === null, {
    path: ["security"],
    error: "Without TLS the password would cross the network in the clear: choose TLS or STARTTLS, or leave the account empty",
  });
export type MailSettingsInput = z.infer<typeof MailSettingsInput>;

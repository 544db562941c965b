import { z } from "zod";
import { Cite } from "./cite.ts";

/** A way out of the notification system of Proxmox VE (/etc/pve/notifications.cfg). */
export const NotificationTarget = z.object({
  id: z.string(),
  /** "sendmail" needs the host's own mail; "smtp", "gotify" and "webhook" do not. */
  kind: z.string(),
  enabled: z.boolean(),
  /** Addresses that it names. */
  recipients: z.array(z.string()),
  /** Users whose address Proxmox knows: "root@pam". */
  users: z.array(z.string()),
  server: z.string().nullable(),
  at: Cite,
});

/**
 * How mail of the host's own alarms leaves it. Sources: aliases(5), postfix's main.cf (postconf(5)), update-exim4.conf(8), configuration
 * of small senders (msmtp, ssmtp, dma, nullmailer), `mailq`, notifications.cfg of Proxmox VE, and who sends: smartd.conf(5), mdadm.conf(5), zed.rc, crontab(5).
 */
export const Mail = z.object({
  /** What is configured to carry mail; null where nothing is. */
  carrier: z
    .object({
      name: z.enum(["postfix", "exim", "msmtp", "ssmtp", "dma", "nullmailer"]),
      /** Host that it hands everything to, without port; null where it delivers by itself or the file could not be read. */
      relay: z.string().nullable(),
      /** It delivers on this host only. */
      localOnly: z.boolean(),
      at: Cite,
    })
    .nullable(),
  /** Whether a program that takes mail is there at all (`mailq` answers); null where that is not known. */
  takesMail: z.boolean().nullable(),
  /** Null where the file could not be read. */
  aliases: z.array(z.object({ name: z.string(), targets: z.array(z.string()), at: Cite })).nullable(),
  /** Null where it could not be read. */
  queue: z
    .object({
      messages: z.number().int(),
      /** Time of the oldest in the host's zone and without a year, since `mailq` prints none: "02-22T02:30:00". Null where the queue is empty. */
      oldestAt: z.string().nullable(),
      /** Age of the oldest where `mailq` prints that instead, as exim does. */
      oldestAgeSeconds: z.number().nullable(),
      /** Why messages wait, each reason once. */
      reasons: z.array(z.string()),
      at: Cite,
    })
    .nullable(),
  targets: z.array(NotificationTarget),
  /** Names of the targets that the enabled matchers of Proxmox VE use. */
  matchedTargets: z.array(z.string()),
  /** Programs that send alarms by mail, and to whom. */
  senders: z.array(z.object({ program: z.string(), to: z.string(), at: Cite })),
});
export type Mail = z.infer<typeof Mail>;

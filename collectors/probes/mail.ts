import type { Section } from "#collectors/probe.ts";
import { defineProbe } from "#collectors/probe.ts";
import type { Mail } from "#lib/facts/mail.ts";
import { aliasesOf, eximOf, notificationsOf, postfixOf, queueOf, sendersOf, smallSenderOf } from "./parse/mail.ts";
import { fileOrNull, isMissing } from "./parse/presence.ts";
import { filesRead, notReadable, succeeded } from "./parse/sections.ts";

/** How mail of the host's own alarms leaves it, or stays. */
export const mail = defineProbe({
  id: "mail",
  fact: "mail",
  systems: ["linux"],
  sources: {
    aliases: { read: "/etc/aliases", optional: true },
    postfix: { read: "/etc/postfix/main.cf", optional: true },
    exim: { read: "/etc/exim4/update-exim4.conf.conf", optional: true },
    msmtp: { read: "/etc/msmtprc", optional: true },
    ssmtp: { read: "/etc/ssmtp/ssmtp.conf", optional: true },
    dma: { read: "/etc/dma/dma.conf", optional: true },
    nullmailer: { read: "/etc/nullmailer/remotes", optional: true },
    queue: { exec: ["mailq"], optional: true, timeoutSeconds: 8 },
    notifications: { read: "/etc/pve/notifications.cfg", root: true, optional: true },
    smartd: { read: "/etc/smartd.conf", optional: true },
    mdadm: { read: "/etc/mdadm/mdadm.conf", optional: true },
    zed: { read: "/etc/zfs/zed.d/zed.rc", optional: true },
    crontab: { read: "/etc/crontab", optional: true },
  },
  parse(files): Mail {
    const { queue } = files;
    const known = [...files.aliases, ...files.postfix, queue].filter((section) => !isMissing(section));
    const unread = known.filter((section) => !succeeded(section));
    if (known.length > 0 && unread.length === known.length) throw notReadable(unread, "mail");
    const notifications = fileOrNull(files.notifications, "notifications.cfg");
    const [aliases] = filesRead(files.aliases);
    const carrier = carrierOf(files);
    return {
      carrier,
      takesMail: isMissing(queue) ? false : succeeded(queue) || queue.status === "oversized" ? true : null,
      aliases: aliases ? aliasesOf(aliases) : files.aliases.some((section) => !isMissing(section)) ? null : [],
      queue: succeeded(queue) || queue.status === "oversized" ? queueOf(queue, carrier?.name === "exim") : null,
      ...(notifications ? notificationsOf(notifications) : { targets: [], matchedTargets: [] }),
      senders: [
        ...sendersOf("smartd", /(?:^|\s)-m\s+([^\s<]\S*)/, filesRead(files.smartd)),
        ...sendersOf("mdadm", /^\s*MAILADDR\s+(\S+)/i, filesRead(files.mdadm)),
        ...sendersOf("zed", /^\s*ZED_EMAIL_ADDR=(\S+)/, filesRead(files.zed)),
        ...sendersOf("cron", /^\s*MAILTO\s*=\s*(\S+)/, filesRead(files.crontab)),
      ],
    };
  },
});

type Files = Record<"postfix" | "exim" | "msmtp" | "ssmtp" | "dma" | "nullmailer", Section[]>;

/** The first that is configured: a host has one. */
function carrierOf(files: Files): Mail["carrier"] {
  const [postfix] = filesRead(files.postfix);
  if (postfix) return postfixOf(postfix);
  const [exim] = filesRead(files.exim);
  if (exim) return eximOf(exim);
  for (const name of ["msmtp", "ssmtp", "dma", "nullmailer"] as const) {
    const [file] = files[name].filter((section) => !isMissing(section));
    if (file) return smallSenderOf(name, file);
  }
  return null;
}

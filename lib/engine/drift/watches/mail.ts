import { watch } from "#lib/engine/drift/watch.ts";

const carrier = watch({
  fact: "mail",
  kind: "mail",
  group: "alerts",
  things: ({ carrier: by, takesMail, matchedTargets }) => [
    {
      key: "mail",
      name: "mail of the host",
      says: {
        "carried by": by?.name ?? null,
        relay: by?.relay ?? null,
        "stays on this host": by?.localOnly ?? null,
        "a program takes it": takesMail ?? undefined,
        "notifications go to": matchedTargets,
      },
      at: [by?.at ?? null],
    },
  ],
});

const aliases = watch({
  fact: "mail",
  kind: "alias",
  group: "alerts",
  things: (mail) =>
    mail.aliases?.map(({ name, targets, at }) => ({ key: name, name: `mail alias ${name}`, says: { to: targets }, at: [at] })) ?? null,
});

const targets = watch({
  fact: "mail",
  kind: "notification target",
  group: "alerts",
  things: (mail) =>
    mail.targets.map(({ id, kind, enabled, recipients, users, server, at }) => ({
      key: id,
      name: `notification target ${id}`,
      says: { kind, enabled, to: [...recipients, ...users], server },
      at: [at],
    })),
});

const senders = watch({
  fact: "mail",
  kind: "sender",
  group: "alerts",
  things: (mail) =>
    mail.senders.map(({ program, to, at }) => ({ key: `${program} ${at.source}`, name: `alarms of ${program}`, says: { to }, at: [at] })),
});

export const mailWatches = [carrier, aliases, targets, senders];

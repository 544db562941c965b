import { z } from "zod";

/** What somebody plans to do to a host or a guest. */
export const actionKinds = [
  "reboot",
  "upgrade",
  "network-change",
  "storage-change",
  "hardware-change",
  "power-off-all",
  "guest-restart",
] as const;
export type ActionKind = (typeof actionKinds)[number];

/** Longest window that makes sense to plan: a migration over a week or two. */
const maximumDays = 14;
/** Hosts of one window; whoever does more plans several. */
const maximumActions = 200;

const words = (maximum: number) => z.string().trim().max(maximum, `At most ${maximum} characters`);

/** One planned action. They are done one after the other, in the order of the list. */
export const PlannedAction = z.strictObject({
  what: z.enum(actionKinds),
  /** Id of the host; null where all power is cut. */
  hostId: z.uuid().nullable().default(null),
  /** The guest that is restarted, by VMID or UUID; the storage server that is changed, as hosts name it. Null where the host is meant. */
  subject: words(253).min(1).nullable().default(null),
  note: words(300).nullable().default(null),
});
export type PlannedAction = z.infer<typeof PlannedAction>;

/** Who takes part, and how to reach them at night. */
export const Person = z.strictObject({
  name: words(100).min(1, "Must not be empty"),
  /** "does" the work, is "on call", "decides", or is "informed" because their service is concerned. */
  role: z.enum(["does", "on-call", "decides", "informed"]),
  contact: words(200).nullable().default(null),
});
export type Person = z.infer<typeof Person>;

/** Whether this runtime knows a time zone of that name, as the tz database spells it. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What a form or the API sends to plan a window. Instants with their offset; the time zone is the one people talk in. */
export const WindowInput = z
  .strictObject({
    title: words(120).min(3, "Say what it is, in a few words"),
    startsAt: z.iso.datetime({ offset: true, error: "A time with its offset, as 2026-01-31T22:00:00+01:00" }),
    endsAt: z.iso.datetime({ offset: true, error: "A time with its offset, as 2026-01-31T22:00:00+01:00" }),
    timeZone: z.string().max(64).refine(isTimeZone, "A time zone such as Europe/Berlin"),
    actions: z.array(PlannedAction).min(1, "Plan at least one action").max(maximumActions, `At most ${maximumActions} actions`),
    people: z.array(Person).max(50, "At most 50 people").default([]),
    note: words(2000).nullable().default(null),
  })
  .superRefine((window, context) => {
    const lengthMs = Date.parse(window.endsAt) - Date.parse(window.startsAt);
    if (lengthMs <= 0) context.addIssue({ code: "custom", path: ["endsAt"], message: "Must be after the start" });
    if (lengthMs > maximumDays * 86_400_000)
      context.addIssue({ code: "custom", path: ["endsAt"], message: `At most ${maximumDays} days after the start` });
    for (const [index, action] of window.actions.entries()) {
      const needsHost = action.what !== "power-off-all";
      if (needsHost && action.hostId === null)
        context.addIssue({ code: "custom", path: ["actions", index, "hostId"], message: "Say which host" });
      if ((action.what === "guest-restart" || action.what === "storage-change") && action.subject === null)
        context.addIssue({
          code: "custom",
          path: ["actions", index, "subject"],
          message: action.what === "guest-restart" ? "Say which guest" : "Say which storage server",
        });
    }
  });
export type WindowInput = z.infer<typeof WindowInput>;

/** Where a window stands at some moment. `overrun`: its end has passed and nobody has closed it. */
export type WindowState = "planned" | "running" | "overrun" | "closed" | "cancelled";

/** A window as far as its state follows from it. */
export interface WindowTimes {
  startsAt: Date;
  endsAt: Date;
  closedAt: Date | null;
  cancelledAt: Date | null;
}

export function windowStateAt({ startsAt, endsAt, closedAt, cancelledAt }: WindowTimes, now: Date): WindowState {
  if (cancelledAt !== null) return "cancelled";
  if (closedAt !== null) return "closed";
  if (now < startsAt) return "planned";
  return now < endsAt ? "running" : "overrun";
}

/** A window as it is stored. */
export interface StoredWindow extends WindowTimes {
  id: string;
  title: string;
  /** The tz database's name of the zone that people talk in. */
  timeZone: string;
  actions: PlannedAction[];
  people: Person[];
  note: string | null;
  createdBy: string;
  updatedAt: Date;
  closedBy: string | null;
  /** One of lib/maintenance/post-check.ts, or what another version wrote; null until it is closed. */
  verdict: string | null;
  state: WindowState;
  /** In the order in which they are worked on. */
  hosts: readonly { id: string; name: string }[];
}

/** Whether changes of its hosts are expected now: from its start until somebody has closed it, an overrun of a day at most. */
export function isQuietAt(window: WindowTimes, now: Date): boolean {
  const state = windowStateAt(window, now);
  return state === "running" || (state === "overrun" && now.getTime() - window.endsAt.getTime() < 86_400_000);
}

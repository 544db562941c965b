import { expect, it } from "vitest";
import { WindowInput } from "#lib/maintenance/window.ts";
import type { KnownHost } from "./draft.ts";
import { inputOf } from "./input-of.ts";
import { plannedDraft } from "./planned-draft.ts";

const hosts: KnownHost[] = [{ id: "00000000-0000-4000-8000-000000000001", name: "pve", cluster: null }];

it.each(["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2026-10-25T03:30:00+01:00"])(
  "a window that ends at %s is saved again as it was",
  (endsAt) => {
    const input = WindowInput.parse({
      title: "Kernel",
      startsAt: "2026-10-25T01:00:00+02:00",
      endsAt,
      timeZone: "Europe/Berlin",
      actions: [{ what: "guest-restart", hostId: hosts[0]?.id, subject: "100" }, { what: "power-off-all" }],
      people: [{ name: "Mira", role: "on-call", contact: "+49 30 1" }],
      note: "key is with the porter",
    });
    const draft = plannedDraft({ ...input, startsAt: new Date(input.startsAt), endsAt: new Date(endsAt) }, hosts);
    expect(inputOf(draft, hosts)).toEqual({ input, errors: {} });
  },
);

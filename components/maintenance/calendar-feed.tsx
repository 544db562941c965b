"use client";

import { useMutation } from "@tanstack/react-query";
import { CalendarPlus } from "lucide-react";
import { Dialog } from "radix-ui";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { request, sentenceOf } from "#components/ui/request.ts";

const Made = z.object({ url: z.string() });

/** Makes the secret address under which a calendar reads the windows, and shows it this once. */
export function CalendarFeed() {
  const make = useMutation({ mutationFn: () => request("/api/v1/calendar-feed", Made, { method: "POST" }) });
  return (
    <Dialog.Root onOpenChange={(open) => open && make.reset()}>
      <Dialog.Trigger asChild>
        <Button icon={<CalendarPlus aria-hidden />}>Calendar feed</Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-ink/40" />
        <Dialog.Content className="fixed top-1/2 left-1/2 z-50 grid w-[min(560px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 gap-3 rounded-card border border-line bg-surface p-4">
          <Dialog.Title>Windows in your calendar</Dialog.Title>
          <Dialog.Description className="text-ink-2">
            A calendar that subscribes to this address shows every window. Whoever has the address can read them without signing in, so it
            is shown once; making a new one ends the one before.
          </Dialog.Description>
          {make.error !== null && <Notice kind="error" title={sentenceOf(make.error)} />}
          {make.data !== undefined && (
            <div role="status" className="grid gap-2">
              <code className="wrap-anywhere rounded-md border border-line bg-sunken px-2.5 py-2">{make.data.url}</code>
              <p className="text-ink-2">Copy it now: it is kept as a hash only, and nobody can look it up again.</p>
            </div>
          )}
          <div className="flex flex-wrap justify-end gap-2.5">
            <Dialog.Close asChild>
              <Button look="quiet">Close</Button>
            </Dialog.Close>
            {make.data === undefined ? (
              <Button look="primary" busy={make.isPending} onClick={() => make.mutate()}>
                Make a new address
              </Button>
            ) : (
              <CopyButton label="the address" text={make.data.url} />
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

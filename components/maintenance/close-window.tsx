"use client";

import { useMutation } from "@tanstack/react-query";
import { Flag } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { ChoiceField } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { request, sentenceOf } from "#components/ui/request.ts";
import { PostCheckVerdict } from "#lib/maintenance/post-check.ts";
import { postLooks } from "#lib/maintenance/words.ts";

const hints: Readonly<Record<PostCheckVerdict, string>> = {
  "as-before": "What differs was meant to",
  better: "Faults are gone, none has come",
  worse: "Something is lost or at fault",
  unreachable: "A host has not come back",
  "cannot-tell": "Not everything could be read",
};
const choices = PostCheckVerdict.options.map((value) => ({
  value,
  label: postLooks[value].words,
  hint: hints[value],
}));

/** Ends the window with a verdict: that of its post-check, unless somebody knows better. */
export function CloseWindow({ windowId, verdict }: { windowId: string; verdict: PostCheckVerdict | null }) {
  return (
    <Dialog.Root>
      <Dialog.Trigger asChild>
        <Button icon={<Flag aria-hidden />}>Close window</Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-ink/40" />
        <Dialog.Content className="fixed top-1/2 left-1/2 z-50 grid max-h-[calc(100dvh-32px)] w-[min(520px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 gap-3 overflow-y-auto rounded-card border border-line bg-surface p-4">
          <Dialog.Title>Close this window?</Dialog.Title>
          <Dialog.Description className="text-ink-2">
            {verdict === null
              ? "No post-check was made: nothing proves how the hosts are. Say what you know."
              : `The post-check says: ${postLooks[verdict].words.toLowerCase()}. From now on changes of its hosts are told again.`}
          </Dialog.Description>
          <Closing windowId={windowId} proposed={verdict} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Closing({ windowId, proposed }: { windowId: string; proposed: PostCheckVerdict | null }) {
  const router = useRouter();
  const [verdict, setVerdict] = useState<PostCheckVerdict>(proposed ?? "cannot-tell");
  const [isGood, setIsGood] = useState(false);
  const mayBeGood = verdict === "as-before" || verdict === "better";
  const close = useMutation({
    mutationFn: () =>
      request(`/api/v1/windows/${windowId}/closing`, z.unknown(), {
        method: "POST",
        body: { verdict, markKnownGood: isGood && mayBeGood },
      }),
    onSuccess: () => router.refresh(),
  });
  return (
    <>
      <ChoiceField legend="How it ended" name="verdict" value={verdict} choices={choices} onChange={(value) => setVerdict(value)} />
      <label className="flex items-start gap-2 has-disabled:opacity-60">
        <input
          type="checkbox"
          checked={isGood && mayBeGood}
          disabled={!mayBeGood}
          onChange={(event) => setIsGood(event.currentTarget.checked)}
          className="mt-[3px] accent-accent"
        />
        <span>
          From now on this is known good
          <span className="block text-ink-2 text-small">Changes of its hosts are told against what they are like now</span>
        </span>
      </label>
      {close.error !== null && <Notice kind="error" title={sentenceOf(close.error)} />}
      <div className="flex justify-end gap-2.5">
        <Dialog.Close asChild>
          <Button look="quiet">Keep it open</Button>
        </Dialog.Close>
        <Button look="primary" busy={close.isPending || close.isSuccess} onClick={() => close.mutate()}>
          Close window
        </Button>
      </div>
    </>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { Pause, Play, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { request, sentenceOf } from "#components/ui/request.ts";

/** Pauses or resumes a host's schedule. */
export function PauseHost({ id, name, paused }: { id: string; name: string; paused: boolean }) {
  const router = useRouter();
  const toggle = useMutation({
    mutationFn: () => request(`/api/v1/hosts/${id}`, z.unknown(), { method: "PATCH", body: { paused: !paused } }),
    onSuccess: () => router.refresh(),
  });
  return (
    <>
      <Button
        className="min-w-28"
        look="quiet"
        busy={toggle.isPending}
        icon={paused ? <Play aria-hidden /> : <Pause aria-hidden />}
        onClick={() => toggle.mutate()}
      >
        {paused ? "Resume" : "Pause"}
        <span className="sr-only"> visits of {name}</span>
      </Button>
      {toggle.error !== null && (
        <span role="alert" className="text-critical text-small">
          {sentenceOf(toggle.error)}
        </span>
      )}
    </>
  );
}

/** Removes a host after asking once more. */
export function RemoveHost({ id, name }: { id: string; name: string }) {
  const router = useRouter();
  const remove = useMutation({
    mutationFn: () => request(`/api/v1/hosts/${id}`, z.unknown(), { method: "DELETE" }),
    onSuccess: () => router.refresh(),
  });
  return (
    <Dialog.Root>
      <Dialog.Trigger asChild>
        <Button look="quiet" icon={<Trash2 aria-hidden />}>
          Remove<span className="sr-only"> {name}</span>
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-ink/40" />
        <Dialog.Content className="fixed top-1/2 left-1/2 z-50 grid w-[min(440px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 gap-3 rounded-card border border-line bg-surface p-4">
          <Dialog.Title className="break-words">Remove {name}?</Dialog.Title>
          <Dialog.Description className="text-ink-2">
            Its findings, visits and evidence are deleted with it and cannot be brought back. Nothing changes on the host itself.
          </Dialog.Description>
          {remove.error !== null && <Notice kind="error" title={sentenceOf(remove.error)} />}
          <div className="flex justify-end gap-2.5">
            <Dialog.Close asChild>
              <Button>Keep it</Button>
            </Dialog.Close>
            <Button look="danger" busy={remove.isPending || remove.isSuccess} onClick={() => remove.mutate()}>
              Remove
            </Button>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

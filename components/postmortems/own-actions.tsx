"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { z } from "zod";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { request, sentenceOf } from "#components/ui/request.ts";

/** Edit or remove an own incident. */
export function OwnActions({ id, title }: { id: string; title: string }) {
  const router = useRouter();
  const remove = useMutation({
    mutationFn: () => request(`/api/v1/postmortems/${id}`, z.unknown(), { method: "DELETE" }),
    onSuccess: () => {
      router.push("/postmortems");
      router.refresh();
    },
  });
  return (
    <>
      <ButtonLink href={`/postmortems/${id}/edit`} icon={<Pencil aria-hidden />}>
        Edit
      </ButtonLink>
      <Dialog.Root>
        <Dialog.Trigger asChild>
          <Button icon={<Trash2 aria-hidden />}>Remove</Button>
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-40 bg-ink/40" />
          <Dialog.Content className="fixed top-1/2 left-1/2 z-50 grid w-[min(440px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 gap-3 rounded-card border border-line bg-surface p-4">
            <Dialog.Title className="wrap-anywhere">Remove this incident?</Dialog.Title>
            <Dialog.Description className="wrap-anywhere text-ink-2">
              “{title}” is deleted from the library and cannot be brought back. Findings and hosts stay as they are.
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
    </>
  );
}

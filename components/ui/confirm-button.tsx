"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { type ComponentProps, type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";
import { sentenceOf } from "./request.ts";

/** A button that asks once more before it does something that cannot be undone; then the page shows how things are. */
export function ConfirmButton({
  title,
  description,
  confirm,
  keep = "Keep it",
  run,
  ...button
}: {
  title: string;
  /** What is lost, and what is not. */
  description: ReactNode;
  /** The word on the button that does it. */
  confirm: string;
  keep?: string;
  run(): Promise<unknown>;
} & Omit<ComponentProps<typeof Button>, "title">) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const action = useMutation({
    mutationFn: run,
    onSuccess: () => {
      setOpen(false);
      router.refresh();
    },
  });
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button look="quiet" {...button} />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-ink/40" />
        <Dialog.Content className="fixed top-1/2 left-1/2 z-50 grid w-[min(440px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 gap-3 rounded-card border border-line bg-surface p-4">
          <Dialog.Title className="break-words">{title}</Dialog.Title>
          <Dialog.Description className="text-ink-2">{description}</Dialog.Description>
          {action.error !== null && <Notice kind="error" title={sentenceOf(action.error)} />}
          <div className="flex justify-end gap-2.5">
            <Dialog.Close asChild>
              <Button>{keep}</Button>
            </Dialog.Close>
            <Button look="danger" busy={action.isPending} onClick={() => action.mutate()}>
              {confirm}
            </Button>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { HostText } from "#components/ui/host-text.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { request, sentenceOf } from "#components/ui/request.ts";
import { publicKeyFile, type WayInState } from "./way-in.ts";

type Offered = NonNullable<WayInState["offeredKey"]>;

/** The key that a machine shows for the first time: to be compared, then confirmed. It is pinned from then on. */
export function ConfirmKey({ testId, offered, onConfirmed }: { testId: string; offered: Offered; onConfirmed: () => void }) {
  const confirm = useMutation({
    mutationFn: () =>
      request(`/api/v1/way-in-tests/${testId}/host-key`, z.unknown(), { method: "POST", body: { fingerprint: offered.fingerprint } }),
    onSuccess: onConfirmed,
  });
  return (
    <div className="grid gap-3 border-line border-t bg-accent-soft px-3.5 py-3">
      <p>
        {offered.isJump ? "The jump host " : "The host "}
        <HostText className="font-semibold">{offered.host}</HostText> shows this {offered.key.split(" ")[0]} key. Nobody has confirmed it
        yet.
      </p>
      <p className="break-all font-mono font-semibold text-[14px]">{offered.fingerprint}</p>
      <div className="text-ink-2 text-small">
        Compare it on the host&apos;s console: <CopyText text={`ssh-keygen -lf ${publicKeyFile(offered.key)}`} />
        <p>If it is not the same, somebody else answers in its place: do not confirm.</p>
      </div>
      {confirm.error !== null && <Notice kind="error" title={sentenceOf(confirm.error)} />}
      <div>
        <Button look="primary" busy={confirm.isPending} onClick={() => confirm.mutate()}>
          It is the same: trust this key
        </Button>
      </div>
    </div>
  );
}

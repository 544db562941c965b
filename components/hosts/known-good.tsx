"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { request, sentenceOf } from "#components/ui/request.ts";

/** Lets a person say that a host is as it should be, with the words that ask for it: from then on changes are told against this state. */
export function KnownGood({ hostId, children }: { hostId: string; children: ReactNode }) {
  const router = useRouter();
  const mark = useMutation({
    mutationFn: () => request(`/api/v1/hosts/${hostId}/known-good`, z.unknown(), { method: "POST" }),
    onSuccess: () => router.refresh(),
  });
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card border border-line px-3.5 py-2.5 text-ink-2">
      <span className="min-w-0 flex-1">{children}</span>
      <Button busy={mark.isPending} disabled={mark.isSuccess} onClick={() => mark.mutate()}>
        {mark.isSuccess ? "Marked, being read again" : "This state is good"}
      </Button>
      {mark.error !== null && (
        <span role="alert" className="text-critical text-small">
          {sentenceOf(mark.error)}
        </span>
      )}
    </div>
  );
}

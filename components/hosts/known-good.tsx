"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { count } from "#components/ui/format.ts";
import { request, sentenceOf } from "#components/ui/request.ts";

/** Says that the changes of a host are as intended: from then on changes are told against this state. */
export function KnownGood({ hostId, changes }: { hostId: string; changes: number }) {
  const router = useRouter();
  const mark = useMutation({
    mutationFn: () => request(`/api/v1/hosts/${hostId}/known-good`, z.unknown(), { method: "POST" }),
    onSuccess: () => router.refresh(),
  });
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card border border-line px-3.5 py-2.5 text-ink-2">
      <span className="min-w-0 flex-1">
        {changes === 1 ? "1 finding is a change" : `${count(changes, "finding")} are changes`} since this host was last known to be good. If
        they are as intended, say so.
      </span>
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

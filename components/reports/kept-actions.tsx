"use client";

import { useMutation } from "@tanstack/react-query";
import { Pin, PinOff, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { request, sentenceOf } from "#components/ui/request.ts";

/** Keeps a report, lets go of it, or removes it; one that is not made has nothing to keep. */
export function KeptActions({ id, title, keep, isMade }: { id: string; title: string; keep: boolean; isMade: boolean }) {
  const router = useRouter();
  const place = `/api/v1/reports/${id}`;
  const change = useMutation({
    mutationFn: () => request(place, z.unknown(), { method: "PATCH", body: { keep: !keep } }),
    onSuccess: () => router.refresh(),
  });
  return (
    <>
      {isMade && (
        <Button
          look="quiet"
          icon={keep ? <PinOff aria-hidden /> : <Pin aria-hidden />}
          busy={change.isPending}
          onClick={() => change.mutate()}
          title={keep ? "It goes by itself as others do" : "It stays until it is removed by hand"}
        >
          {keep ? "Let go" : "Keep"}
          <span className="sr-only"> {title}</span>
        </Button>
      )}
      <ConfirmButton
        icon={<Trash2 aria-hidden />}
        title={`Remove “${title}”?`}
        description="The file is gone for good, unless another report has the very same bytes. The audit log keeps its hash."
        confirm="Remove"
        run={() => request(place, z.unknown(), { method: "DELETE" })}
      >
        Remove<span className="sr-only"> {title}</span>
      </ConfirmButton>
      {change.error !== null && (
        <span role="alert" className="text-critical text-small">
          {sentenceOf(change.error)}
        </span>
      )}
    </>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { request, sentenceOf } from "#components/ui/request.ts";

/** Gives the host the way in that has just passed its test, and visits it. */
export function TakeAccess({ hostId, wayInTestId }: { hostId: string; wayInTestId: string }) {
  const router = useRouter();
  const take = useMutation({
    mutationFn: () => request(`/api/v1/hosts/${hostId}/access`, z.unknown(), { method: "PUT", body: { wayInTestId } }),
    onSuccess: () => router.push(`/hosts/${hostId}` as Route),
  });
  return (
    <Notice
      kind="good"
      title="The way in works"
      action={
        <Button look="primary" busy={take.isPending || take.isSuccess} onClick={() => take.mutate()}>
          Use it and collect
        </Button>
      }
    >
      {take.error !== null && <p className="text-critical">{sentenceOf(take.error)}</p>}
    </Notice>
  );
}

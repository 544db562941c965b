"use client";

import { useMutation } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { z } from "zod";
import type { KnownAccess } from "#components/setup/access-fields.tsx";
import { TryWayIn } from "#components/setup/try-way-in.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { request, sentenceOf } from "#components/ui/request.ts";

/** Changes how a host is reached: tested first, as for a new one, and its host key is looked at anew. */
export function EditAccess({ hostId, known }: { hostId: string; known: KnownAccess }) {
  return (
    <TryWayIn path={`/api/v1/hosts/${hostId}/way-in-tests`} known={known}>
      {({ wayInTestId }) => <TakeAccess key={wayInTestId} hostId={hostId} wayInTestId={wayInTestId} />}
    </TryWayIn>
  );
}

function TakeAccess({ hostId, wayInTestId }: { hostId: string; wayInTestId: string }) {
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

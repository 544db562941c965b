"use client";

import { useMutation } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { TextField } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { fieldError, request, sentenceOf } from "#components/ui/request.ts";
import { TryWayIn } from "./try-way-in.tsx";

const Created = z.object({ hostId: z.string() });

/** From an address to the first visit: the way in is tested, then the host is named, added and visited. */
export function AddHost() {
  return (
    <TryWayIn path="/api/v1/way-in-tests" known={null}>
      {(passed) => <NameHost key={passed.wayInTestId} {...passed} />}
    </TryWayIn>
  );
}

function NameHost({ wayInTestId, address }: { wayInTestId: string; address: string }) {
  const router = useRouter();
  const create = useMutation({
    mutationFn: (name: string) => request("/api/v1/hosts", Created, { method: "POST", body: { wayInTestId, name } }),
    onSuccess: ({ hostId }) => router.push(`/hosts/${hostId}` as Route),
  });
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get("name");
    create.mutate(typeof name === "string" ? name : "");
  }
  return (
    <Card title="The way in works" hint="name the host, then its first visit begins">
      <form onSubmit={onSubmit} className="grid gap-4 px-3.5 py-4">
        <TextField
          label="Name"
          name="name"
          required
          maxLength={100}
          defaultValue={address}
          autoComplete="off"
          hint="As you call it among yourselves."
          error={fieldError(create.error, "name")}
        />
        {create.error !== null && fieldError(create.error, "name") === undefined && (
          <Notice kind="error" title={sentenceOf(create.error)} />
        )}
        <div>
          <Button type="submit" look="primary" busy={create.isPending || create.isSuccess}>
            Add and collect
          </Button>
        </div>
      </form>
    </Card>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { TextField } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { fieldError, request, sentenceOf } from "#components/ui/request.ts";

const secondsPerMinute = 60;

/** Name, site and how often a host is visited. */
export function EditHost({ host }: { host: { id: string; name: string; site: string | null; intervalSeconds: number } }) {
  const router = useRouter();
  const save = useMutation({
    mutationFn: (body: { name: string; site: string; intervalSeconds: number }) =>
      request(`/api/v1/hosts/${host.id}`, z.unknown(), { method: "PATCH", body }),
    onSuccess: () => router.refresh(),
  });
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({
      name: String(form.get("name")),
      site: String(form.get("site")),
      intervalSeconds: Math.round(Number(form.get("minutes")) * secondsPerMinute),
    });
  }
  return (
    <Card title="Name and schedule">
      <form onSubmit={onSubmit} className="grid gap-4 px-3.5 py-4">
        <div className="grid gap-4 sm:grid-cols-3">
          <TextField label="Name" name="name" required maxLength={100} defaultValue={host.name} error={fieldError(save.error, "name")} />
          <TextField
            label="Site (optional)"
            name="site"
            maxLength={100}
            defaultValue={host.site ?? ""}
            error={fieldError(save.error, "site")}
          />
          <TextField
            label="Visit every (minutes)"
            name="minutes"
            type="number"
            min={1}
            max={10_080}
            required
            defaultValue={Math.round(host.intervalSeconds / secondsPerMinute)}
            error={fieldError(save.error, "intervalSeconds")}
          />
        </div>
        {save.error !== null && <Notice kind="error" title={sentenceOf(save.error)} />}
        <div className="flex items-center gap-3">
          <Button type="submit" busy={save.isPending}>
            Save
          </Button>
          <span role="status" className="text-ok">
            {save.isSuccess && "Saved."}
          </span>
        </div>
      </form>
    </Card>
  );
}

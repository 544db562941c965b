"use client";

import { useMutation } from "@tanstack/react-query";
import { Send } from "lucide-react";
import type { FormEvent } from "react";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { fieldError, request, sentenceOf } from "#components/ui/request.ts";

/** Sends a mail with the saved settings and says what the server made of it. */
export function MailTest({ to }: { to: string }) {
  const test = useMutation({
    mutationFn: (address: string) => request("/api/v1/mail/tests", z.unknown(), { method: "POST", body: { to: address } }),
  });
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    test.mutate(String(new FormData(event.currentTarget).get("to") ?? ""));
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-3 border-line border-t px-3.5 py-4">
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          label="Send a test mail to"
          name="to"
          type="email"
          required
          defaultValue={to}
          className="min-w-60 flex-1 sm:max-w-96"
          error={fieldError(test.error, "to")}
        />
        <Button type="submit" icon={<Send aria-hidden />} busy={test.isPending}>
          Send
        </Button>
      </div>
      {test.error !== null && <Notice kind="error" title={sentenceOf(test.error)} />}
      {test.isSuccess && <Notice kind="good" title={`The server has taken it for ${test.variables}: look into that mailbox.`} />}
    </form>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { Pause, Play, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { request, sentenceOf } from "#components/ui/request.ts";

/** Pauses or resumes a host's schedule. */
export function PauseHost({ id, name, paused }: { id: string; name: string; paused: boolean }) {
  const router = useRouter();
  const toggle = useMutation({
    mutationFn: () => request(`/api/v1/hosts/${id}`, z.unknown(), { method: "PATCH", body: { paused: !paused } }),
    onSuccess: () => router.refresh(),
  });
  return (
    <>
      <Button
        className="min-w-28"
        look="quiet"
        busy={toggle.isPending}
        icon={paused ? <Play aria-hidden /> : <Pause aria-hidden />}
        onClick={() => toggle.mutate()}
      >
        {paused ? "Resume" : "Pause"}
        <span className="sr-only"> visits of {name}</span>
      </Button>
      {toggle.error !== null && (
        <span role="alert" className="text-critical text-small">
          {sentenceOf(toggle.error)}
        </span>
      )}
    </>
  );
}

/** Removes a host after asking once more. */
export function RemoveHost({ id, name }: { id: string; name: string }) {
  return (
    <ConfirmButton
      icon={<Trash2 aria-hidden />}
      title={`Remove ${name}?`}
      description="Its findings, visits and evidence are deleted with it and cannot be brought back. Nothing changes on the host itself."
      confirm="Remove"
      run={() => request(`/api/v1/hosts/${id}`, z.unknown(), { method: "DELETE" })}
    >
      Remove<span className="sr-only"> {name}</span>
    </ConfirmButton>
  );
}

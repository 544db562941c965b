"use client";

import { useMutation } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import { z } from "zod";
import { request, sentenceOf } from "#components/ui/request.ts";

/** Who is signed in, and the way out. */
export function SignOut({ name }: { name: string }) {
  const signOut = useMutation({
    mutationFn: () => request("/api/auth/sign-out", z.unknown(), { method: "POST", body: {} }),
    onSuccess: () => window.location.assign("/sign-in"),
  });
  return (
    <div className="flex items-center gap-2 md:justify-between">
      <span className="hidden min-w-0 truncate sm:block">{name}</span>
      <button
        type="button"
        onClick={() => signOut.mutate()}
        disabled={signOut.isPending}
        className="inline-flex min-h-6 items-center gap-1.5 whitespace-nowrap rounded px-1 text-ink-2 hover:text-ink"
      >
        <LogOut aria-hidden className="size-4 sm:size-3.5" />
        <span className="sr-only sm:not-sr-only">Sign out</span>
      </button>
      {signOut.error !== null && (
        <span role="alert" className="text-critical">
          {sentenceOf(signOut.error)}
        </span>
      )}
    </div>
  );
}

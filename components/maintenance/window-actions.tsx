"use client";

import { Ban, Pencil } from "lucide-react";
import { z } from "zod";
import { ButtonLink } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { request } from "#components/ui/request.ts";
import type { PostCheckVerdict } from "#lib/maintenance/post-check.ts";
import type { WindowState } from "#lib/maintenance/window.ts";
import { CloseWindow } from "./close-window.tsx";

/** What an administrator may do with a window that is neither closed nor cancelled. */
export function WindowActions({ windowId, state, verdict }: { windowId: string; state: WindowState; verdict: PostCheckVerdict | null }) {
  return (
    <span className="contents print:hidden">
      <ButtonLink href={`/maintenance/${windowId}/edit`} icon={<Pencil aria-hidden />}>
        Edit
      </ButtonLink>
      <ConfirmButton
        look="plain"
        icon={<Ban aria-hidden />}
        title="Cancel this window?"
        description="It stays in the list as cancelled, and its hosts are watched as ever. It cannot be taken up again: plan another one then."
        confirm="Cancel it"
        run={() => request(`/api/v1/windows/${windowId}/cancelling`, z.unknown(), { method: "POST" })}
      >
        Cancel window
      </ConfirmButton>
      {state !== "planned" && <CloseWindow windowId={windowId} verdict={verdict} />}
    </span>
  );
}

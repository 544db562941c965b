"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { z } from "zod";
import { request } from "#components/ui/request.ts";

const pollMilliseconds = 1000;
const Asked = z.object({ id: z.string() });
const Loaded = z.object({
  check: z.object({
    status: z.enum(["collecting", "done", "failed"]),
    kind: z.enum(["pre", "post"]),
    progress: z.object({ done: z.number(), total: z.number() }),
  }),
});
export type CheckState = z.infer<typeof Loaded>["check"];

/** Follows a check of a window to its end and then shows the page anew; `ask` asks for one. */
export function useCheck(windowId: string, activeId: string | null) {
  const router = useRouter();
  const [checkId, setCheckId] = useState(activeId);
  if (activeId !== null && activeId !== checkId) setCheckId(activeId);
  const ask = useMutation({
    mutationFn: (kind: "pre" | "post") => request(`/api/v1/windows/${windowId}/checks`, Asked, { method: "POST", body: { kind } }),
    onSuccess: ({ id }) => setCheckId(id),
  });
  const query = useQuery({
    queryKey: ["window-check", checkId],
    enabled: checkId !== null,
    queryFn: async () => (await request(`/api/v1/windows/${windowId}/checks/${checkId}`, Loaded)).check,
    refetchInterval: ({ state }) => (isOver(state.data) ? false : pollMilliseconds),
  });
  const over = isOver(query.data);
  useEffect(() => {
    if (over) router.refresh();
  }, [over, router]);
  const running = ask.isPending || (checkId !== null && !over && query.error === null);
  return { check: query.data, running, ask, error: ask.error ?? query.error };
}

function isOver(check: CheckState | undefined): boolean {
  return check?.status === "done" || check?.status === "failed";
}

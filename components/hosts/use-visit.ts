"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { z } from "zod";
import { request } from "#components/ui/request.ts";
import { isOver, VisitState } from "./visit.ts";

const pollMilliseconds = 700;
const Started = z.object({ visitId: z.string() });
const Loaded = z.object({ visit: VisitState });

/** Follows a visit of a host to its end and then shows the page anew; `start` asks for one. */
export function useVisit(hostId: string, activeVisitId: string | null) {
  const router = useRouter();
  const [visitId, setVisitId] = useState(activeVisitId);
  // The last visit stays followed after its end, so that what came of it can be read.
  if (activeVisitId !== null && activeVisitId !== visitId) setVisitId(activeVisitId);
  const start = useMutation({
    mutationFn: () => request(`/api/v1/hosts/${hostId}/visits`, Started, { method: "POST" }),
    onSuccess: (started) => setVisitId(started.visitId),
  });
  const query = useQuery({
    queryKey: ["visit", visitId],
    enabled: visitId !== null,
    queryFn: async () => (await request(`/api/v1/visits/${visitId}`, Loaded)).visit,
    refetchInterval: ({ state }) => (isOver(state.data) ? false : pollMilliseconds),
  });
  const over = isOver(query.data);
  useEffect(() => {
    if (over) router.refresh();
  }, [over, router]);
  return { visit: query.data, running: start.isPending || (visitId !== null && !over), start, error: start.error ?? query.error };
}

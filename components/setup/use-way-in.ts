"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { request } from "#components/ui/request.ts";
import { isSettled, WayInState } from "./way-in.ts";

const pollMilliseconds = 500;
const Started = z.object({ wayInTestId: z.string() });
const Loaded = z.object({ wayInTest: WayInState });

/** Starts tests of a way in and follows the last one: at `path` they are asked for, with the body given. */
export function useWayIn(path: string) {
  const client = useQueryClient();
  const [id, setId] = useState<string | null>(null);
  const start = useMutation({
    mutationFn: (body: unknown) => request(path, Started, { method: "POST", body }),
    onSuccess: (started) => setId(started.wayInTestId),
  });
  const query = useQuery({
    queryKey: ["way-in", id],
    enabled: id !== null,
    queryFn: async () => (await request(`/api/v1/way-in-tests/${id}`, Loaded)).wayInTest,
    refetchInterval: ({ state }) => (isSettled(state.data) ? false : pollMilliseconds),
  });
  return {
    test: query.data,
    id,
    start,
    error: start.error ?? query.error,
    /** After a key was confirmed the test goes on. */
    goOn: () => client.invalidateQueries({ queryKey: ["way-in", id] }),
    forget: () => setId(null),
  };
}

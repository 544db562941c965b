"use client";

import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { type Remote, wrap } from "comlink";
import type { FleetInShort, FleetWorker } from "./fleet-worker.ts";
import type { Answer, Input, QuestionName } from "./questions.ts";

let worker: Remote<FleetWorker> | undefined;

function fleetWorker(): Remote<FleetWorker> {
  worker ??= wrap<FleetWorker>(new Worker(new URL("./fleet-worker.ts", import.meta.url), { type: "module", name: "fleet-graph" }));
  return worker;
}

/** The fleet as hosts last told of it, loaded once for all pages of a visit; `refetch` loads it anew. */
export function useFleetGraph(): UseQueryResult<FleetInShort> {
  return useQuery({ queryKey: ["fleet-graph"], queryFn: () => fleetWorker().load(), staleTime: 60_000, gcTime: Number.POSITIVE_INFINITY });
}

/** Asks the graph, once it is loaded and again when it is loaded anew; the last answer stays until the next is there. */
export function useFleetQuestion<Name extends QuestionName>(name: Name, input: Input<Name>): UseQueryResult<Answer<Name>> {
  const { dataUpdatedAt, isSuccess, error } = useFleetGraph();
  const answer = useQuery({
    queryKey: ["fleet-question", name, input, dataUpdatedAt],
    enabled: isSuccess,
    queryFn: () => fleetWorker().ask(name, input) as Promise<Answer<Name>>,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return error === null ? answer : ({ ...answer, error, isError: true, status: "error" } as UseQueryResult<Answer<Name>>);
}

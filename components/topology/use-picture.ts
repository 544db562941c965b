"use client";

import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useFleetQuestion } from "#components/graph/use-fleet-graph.ts";
import type { Picture, PictureRequest } from "#lib/graph/topology/picture.ts";
import type { Places } from "./elk-graph.ts";
import { layOut, warmUp } from "./lay-out.ts";

/** A picture with the place of everything in it. */
export interface LaidPicture {
  request: PictureRequest;
  picture: Picture;
  places: Places;
}

/** Shape of the canvas on a common screen: another one costs some empty space, and no second layout. */
const aspectRatio = 1.65;

/** The picture that is asked for, laid out; the last one stays until it is there. */
export function usePicture(request: PictureRequest): UseQueryResult<LaidPicture> {
  useEffect(warmUp, []);
  const { data: picture, isPlaceholderData, dataUpdatedAt, error } = useFleetQuestion("topologyPicture", request);
  const laid = useQuery({
    queryKey: ["topology-layout", request, dataUpdatedAt],
    enabled: picture !== undefined && !isPlaceholderData,
    queryFn: async (): Promise<LaidPicture> => {
      if (picture === undefined) throw new Error("There is no picture to lay out yet.");
      return { request, picture, places: await layOut(picture, aspectRatio) };
    },
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return error === null ? laid : ({ ...laid, error, isError: true, status: "error" } as UseQueryResult<LaidPicture>);
}

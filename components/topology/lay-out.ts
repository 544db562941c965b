"use client";

import ELK, { type ELK as Elk } from "elkjs/lib/elk-api.js";
import type { Picture } from "#lib/graph/topology/picture.ts";
import { elkGraphOf, type Places, placesOf } from "./elk-graph.ts";

let elk: Elk | undefined;

/** ELK in a thread of its own: 1.6 MB that only this page needs. The first call starts it. */
function startElk(): Elk {
  elk ??= new ELK({
    workerFactory: () => new Worker(new URL("./elk-worker.ts", import.meta.url), { type: "module", name: "elk" }),
  });
  return elk;
}

/** Loads ELK while the fleet is still on its way. */
export function warmUp(): void {
  startElk();
}

/** Finds a place for everything of a picture that is `aspectRatio` times as wide as high. */
export async function layOut(picture: Picture, aspectRatio: number): Promise<Places> {
  return placesOf(picture, await startElk().layout(elkGraphOf(picture, aspectRatio)));
}

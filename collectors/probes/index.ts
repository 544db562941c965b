import type { AnyProbe } from "#collectors/probe.ts";
import { neighbours } from "./neighbours.ts";

/** Every probe, sorted by id. A new probe is a file of this folder, its fixtures and a line here. */
export const probes: readonly AnyProbe[] = [neighbours];

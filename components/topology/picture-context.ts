"use client";

import { createContext, useContext } from "react";
import type { NodeId } from "#lib/graph/model.ts";
import type { PlayedBox } from "./play.ts";
import type { RuleWords } from "./words.tsx";

/** What boxes of a picture show beside what they are: it changes with every click, while boxes and places stay. */
export interface PictureState {
  rules: RuleWords;
  selected: NodeId | null;
  /** The line that the panel tells of. */
  selectedEdge: string | null;
  /** Boxes of what was looked for; null while nothing is. */
  found: ReadonlySet<string> | null;
  /** The rehearsal as it stands; null while none is played. */
  played: ReadonlyMap<string, PlayedBox> | null;
  /** Machines that go with the worst single points of failure; empty where the view does not mark them. */
  takes: ReadonlyMap<NodeId, number>;
  open: readonly string[];
  /** Things hit in each group by now. */
  hitGroups: ReadonlyMap<string, number>;
  onToggle(id: string): void;
  onEdge(id: string): void;
  /** Brings a box into sight: it may have got the keyboard's focus outside of it. */
  onReveal(box: string): void;
}

export const PictureContext = createContext<PictureState | null>(null);

/** The state of the picture around. */
export function usePictureState(): PictureState {
  const state = useContext(PictureContext);
  if (state === null) throw new Error("A box stands outside a picture.");
  return state;
}

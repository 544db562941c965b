"use client";

import { type KeyboardEvent, useEffect, useState } from "react";

const secondsPerStep = 2.5;

/** Plays so many steps one after the other: nothing is played while `at` is null. */
export interface Stepper {
  at: number | null;
  isPlaying: boolean;
  go: (at: number | null) => void;
  toggle: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** `key` says what is played: another rehearsal begins anew. */
export function useStepper(count: number, key: string): Stepper {
  const [state, setState] = useState({ key, at: null as number | null, isPlaying: false });
  const { at, isPlaying } = state.key === key ? state : { at: null, isPlaying: false };
  const go = (next: number | null, playing = false) =>
    setState({ key, at: next === null ? null : Math.max(0, Math.min(count - 1, next)), isPlaying: playing && (next ?? 0) < count - 1 });
  useEffect(() => {
    if (!isPlaying || at === null) return;
    const timer = setTimeout(() => setState({ key, at: at + 1, isPlaying: at + 1 < count - 1 }), secondsPerStep * 1000);
    return () => clearTimeout(timer);
  }, [isPlaying, at, count, key]);
  return {
    at,
    isPlaying,
    go,
    toggle: () => (isPlaying ? go(at) : go(at === null || at >= count - 1 ? 0 : at, true)),
    onKeyDown: (event) => {
      const next = nextOf(event.key, at, count);
      if (next === undefined) return;
      event.preventDefault();
      go(next);
    },
  };
}

/** Where a key leads; undefined for one that means nothing here. */
function nextOf(key: string, at: number | null, count: number): number | null | undefined {
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return at === null ? 0 : at + 1;
    case "ArrowLeft":
    case "ArrowUp":
      return at === null ? count - 1 : at - 1;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "Escape":
      return at === null ? undefined : null;
    default:
      return undefined;
  }
}

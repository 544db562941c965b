import type { BootState } from "#lib/facts/boot-state.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { lastingParameters } from "#lib/rules/shared/boot-parameters.ts";

/** Something that the next boot does in another way than before. */
export interface BootChange {
  text: string;
  /** Words of the command line that decide whether the host is reachable after a boot. */
  decisive: boolean;
  cite: Cite;
}

/** What differs between two states of the boot: new kernels and pins, the root of the first entry, words of the command line. */
export function bootChanges(was: BootState, now: BootState): BootChange[] {
  return [...kernels(was, now), ...entries(was, now), ...parameters(was, now)];
}

/** New kernels; old ones that were cleared away change nothing. */
function kernels(was: BootState, now: BootState): BootChange[] {
  if (was.kernels === null || now.kernels === null) return [];
  const known = new Set(was.kernels.map(({ release }) => release));
  const added = now.kernels.filter(({ release }) => !known.has(release) && release !== now.runningKernel);
  const pin = (state: BootState) => state.pinned?.release ?? null;
  return [
    ...added.map(({ release, at }) => ({ text: `kernel ${release} is new`, decisive: false, cite: at })),
    ...(pin(was) === pin(now)
      ? []
      : [
          {
            text: `pinned kernel ${pin(was) ?? "none"} before, ${pin(now) ?? "none"} now`,
            decisive: false,
            cite: now.pinned?.at ?? was.pinned?.at ?? now.parametersAt,
          },
        ]),
  ];
}

/** The first entry of the menu; its kernel changes with every update, its root must not. */
function entries(was: BootState, now: BootState): BootChange[] {
  const [before, first] = [was.entries?.[0], now.entries?.[0]];
  if (before === undefined || first === undefined || before.root === first.root) return [];
  return [{ text: `root of the first entry ${before.root ?? "none"} before, ${first.root ?? "none"} now`, decisive: true, cite: first.at }];
}

function parameters(was: BootState, now: BootState): BootChange[] {
  const [before, current] = [new Set(lastingParameters(was)), new Set(lastingParameters(now))];
  const added = [...current].filter((word) => !before.has(word)).map((word) => ({ word, text: `command line gained ${word}` }));
  const removed = [...before].filter((word) => !current.has(word)).map((word) => ({ word, text: `command line lost ${word}` }));
  return [...added, ...removed].map(({ word, text }) => ({
    text,
    decisive: /^(net\.|console=|systemd\.unit=|biosdevname=)/.test(word),
    cite: now.parametersAt,
  }));
}

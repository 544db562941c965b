import type { Route } from "next";
import Link from "next/link";
import type { Headline } from "./fleet-host.ts";

/** The answers, as numbers with their sentences. */
export function Headlines({ headlines }: { headlines: readonly Headline[] }) {
  return (
    <ul className="flex flex-wrap gap-x-[30px] gap-y-3 pt-0.5 pb-[18px]">
      {headlines.map(({ figure, sentence, href }) => (
        <li key={sentence}>
          <b className="block font-semibold text-[23px] tabular-nums leading-[1.15] tracking-[-0.02em]">{figure}</b>
          {href === undefined ? (
            <span className="text-ink-3 text-small">{sentence}</span>
          ) : (
            <Link href={href as Route} className="rounded-sm text-ink-3 text-small hover:text-ink hover:underline">
              {sentence}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

import type { Route } from "next";
import Link from "next/link";
import { HostText } from "#components/ui/host-text.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { Ago } from "#components/ui/time.tsx";
import type { Excerpt } from "./excerpt.ts";
import { Lines } from "./lines.tsx";

/** Lines of one source as a finding shows them: where from, when, and the way to the whole output. */
export function ExcerptBlock({ excerpt, readAt, now, href }: { excerpt: Excerpt; readAt: Date | null; now: Date; href: string | null }) {
  return (
    <figure className="min-w-0 rounded-md border border-line bg-sunken py-2">
      <figcaption className="flex flex-wrap items-baseline gap-x-2 px-[11px] pb-[5px] text-ink-3 text-small">
        {href === null ? (
          <HostText className="line-clamp-2">{excerpt.source}</HostText>
        ) : (
          <Link
            href={href as Route}
            title={excerpt.source}
            className="line-clamp-2 rounded-sm underline decoration-line-strong underline-offset-2 hover:text-ink"
          >
            <HostText>{excerpt.source}</HostText>
          </Link>
        )}
        {readAt !== null && (
          <span>
            read <Ago at={readAt} now={now} />
          </span>
        )}
      </figcaption>
      <ScrollRegion label={`Lines of ${excerpt.source}`}>
        <Lines lines={excerpt.lines} />
      </ScrollRegion>
    </figure>
  );
}

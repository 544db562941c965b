import type { Route } from "next";
import Link from "next/link";
import { Card, Empty, Skeleton } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import { Prose } from "#components/ui/host-text.tsx";
import type { Fix } from "#lib/engine/best-fix.ts";

/** A fix in words: the rule's title and its first step, with what the scores would become. */
export interface FixInWords extends Pick<Fix, "rule" | "concernedHosts" | "hosts"> {
  title: string;
  firstStep: string;
  findings: number;
}

const shownHosts = 4;
const item = "grid gap-[3px] border-line border-b px-3.5 py-[11px] last:border-b-0";

/** The fixes after which the fleet's scores fall furthest; the first is the one to do tonight. */
export function HelpMost({ fixes }: { fixes: readonly FixInWords[] }) {
  return (
    <Card title="What would help most">
      {fixes.length === 0 ? (
        <Empty>No fix would lower a score: nothing is open, or nothing has been read yet.</Empty>
      ) : (
        <ol>
          {fixes.map((fix) => (
            <li key={fix.rule} className={item}>
              <FixText fix={fix} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function FixText({ fix }: { fix: FixInWords }) {
  return (
    <>
      <h3 className="break-words font-[550]">
        <Prose>{fix.firstStep}</Prose>
      </h3>
      <p className="break-words text-ink-2 text-small">
        <Prose>{fix.title}</Prose>
      </p>
      <p className="text-ink-3 text-small">
        Closes {count(fix.findings, "finding")} on {count(fix.concernedHosts, "host")}
      </p>
      <ul className="flex flex-wrap gap-x-3 text-ink-2 text-small">
        {fix.hosts.slice(0, shownHosts).map((host) => (
          <li key={host.hostId}>
            <span className="font-semibold text-ok tabular-nums">
              {host.before} <span aria-hidden>→</span>
              <span className="sr-only">becomes</span> {host.after}
            </span>{" "}
            <Link href={`/hosts/${host.hostId}` as Route} className="rounded-sm hover:underline">
              {host.name}
            </Link>
          </li>
        ))}
        {fix.hosts.length > shownHosts && <li>and {fix.hosts.length - shownHosts} more</li>}
      </ul>
    </>
  );
}

/** As tall as three fixes in words, so that nothing below it moves when they come. */
export function HelpMostSkeleton() {
  const lines = ["w-5/6", "w-2/3", "w-full", "w-1/2", "w-3/5", "w-4/5", "w-4/5", "w-1/3"];
  return (
    <Card title="What would help most">
      <div role="status" aria-label="Working out what would help most">
        {["first", "second", "third"].map((fix) => (
          <div key={fix} className={item}>
            {lines.map((width, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of nothing, in a fixed order
              <Skeleton key={line} className={`my-[3px] h-[13px] ${width}`} />
            ))}
          </div>
        ))}
      </div>
    </Card>
  );
}

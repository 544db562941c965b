import type { Route } from "next";
import Link from "next/link";
import { cn } from "#components/ui/cn.ts";
import type { ChainLink, LinkKind } from "#lib/postmortems/schema.ts";
import { hostsWith, type OpenRules } from "./here.ts";

const kinds: Record<LinkKind, { words: string; dot: string }> = {
  trigger: { words: "what set it off", dot: "border-accent" },
  latent: { words: "had been waiting", dot: "border-high" },
  consequence: { words: "followed", dot: "border-ink-3" },
  escalation: { words: "made it worse", dot: "border-critical" },
  "blind-spot": { words: "nobody saw it", dot: "border-medium" },
};

/** The chain of failures from the trigger on, each link with the rules that show it, and the hosts where it stands open now. */
export function Chain({
  chain,
  open,
  known,
}: {
  chain: readonly ChainLink[];
  open: OpenRules;
  /** Rules that this version can decide. */
  known: ReadonlySet<string>;
}) {
  return (
    <ol className="px-3.5 py-4">
      {chain.map((link, index) => (
        <li key={link.step} className="relative grid gap-1 pb-5 pl-7 last:pb-0">
          <span aria-hidden className={cn("absolute top-1 left-1 size-[11px] rounded-full border-2 bg-surface", kinds[link.kind].dot)} />
          {index < chain.length - 1 && <span aria-hidden className="absolute top-[17px] bottom-[-2px] left-[9px] w-px bg-line-strong" />}
          <h3 className="font-[550]">
            {link.step}{" "}
            <span className="ml-1 font-normal text-ink-3 text-tiny">
              {kinds[link.kind].words}
              {link.supposed && ", supposed"}
            </span>
          </h3>
          <p className="max-w-[80ch] text-ink-2">{link.text}</p>
          <ul className="mt-0.5 grid gap-0.5 text-small">
            {link.rules.map((rule) => (
              <Rule key={rule} rule={rule} open={open} isKnown={known.has(rule)} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Rule({ rule, open, isKnown }: { rule: string; open: OpenRules; isKnown: boolean }) {
  const hosts = hostsWith([rule], open);
  return (
    <li className="flex flex-wrap items-baseline gap-x-2">
      <code className={cn("break-words", !isKnown && "text-ink-3")}>{rule}</code>
      {hosts.length > 0 ? (
        <span className="text-high">
          open on{" "}
          {hosts.map((host, index) => (
            <span key={host.id}>
              {index > 0 && ", "}
              <Link href={`/hosts/${host.id}` as Route} className="rounded-sm font-[550] hover:underline">
                {host.name}
              </Link>
            </span>
          ))}
        </span>
      ) : (
        <span className="text-ink-3">{isKnown ? "not open here" : "not checked by this version"}</span>
      )}
    </li>
  );
}

import { HostLink } from "#components/hosts/host-link.tsx";
import { RuleLink } from "#components/rules/rule-link.tsx";
import { cn } from "#components/ui/cn.ts";
import type { ChainLink, LinkKind } from "#lib/postmortems/schema.ts";

const kinds: Record<LinkKind, { words: string; dot: string }> = {
  trigger: { words: "what set it off", dot: "border-accent" },
  latent: { words: "had been waiting", dot: "border-high" },
  consequence: { words: "followed", dot: "border-ink-3" },
  escalation: { words: "made it worse", dot: "border-critical" },
  "blind-spot": { words: "nobody saw it", dot: "border-medium" },
};

/** Hosts with a standing finding, by rule; the fleet as a whole has no id. */
export type OpenRules = ReadonlyMap<string, readonly { id: string | null; name: string }[]>;

/** The chain of failures from the trigger on, each link with the rules that show it, and the hosts where it stands open now. */
export function Chain({
  chain,
  open,
  known,
}: {
  chain: readonly ChainLink[];
  /** Null where nothing is compared: in a preview. */
  open: OpenRules | null;
  /** Rules that this version can decide. */
  known: ReadonlySet<string>;
}) {
  return (
    <ol className="px-3.5 py-4">
      {chain.map((link, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a chain is a sequence, and two of its links may read alike
        <li key={index} className="relative grid min-w-0 gap-1 pb-5 pl-7 last:pb-0">
          <span aria-hidden className={cn("absolute top-1 left-1 size-[11px] rounded-full border-2 bg-surface", kinds[link.kind].dot)} />
          {index < chain.length - 1 && <span aria-hidden className="absolute top-[17px] bottom-[-2px] left-[9px] w-px bg-line-strong" />}
          <h3 className="wrap-anywhere font-[550]">
            {link.step}{" "}
            <span className="ml-1 font-normal text-ink-3 text-tiny">
              {kinds[link.kind].words}
              {link.supposed && ", supposed"}
            </span>
          </h3>
          <p className="wrap-anywhere max-w-[80ch] text-ink-2">{link.text}</p>
          {link.rules.length > 0 && (
            <ul className="mt-0.5 grid gap-0.5 text-small">
              {[...new Set(link.rules)].map((rule) => (
                <Rule key={rule} rule={rule} open={open} isKnown={known.has(rule)} />
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}

const shownHosts = 4;

function Rule({ rule, open, isKnown }: { rule: string; open: OpenRules | null; isKnown: boolean }) {
  const hosts = open?.get(rule) ?? [];
  return (
    <li className="flex min-w-0 flex-wrap items-baseline gap-x-2 leading-6">
      {isKnown ? <RuleLink rule={rule} className="min-w-0" /> : <code className="wrap-anywhere text-ink-3">{rule}</code>}
      {!isKnown && <span className="text-ink-3">not checked by this version</span>}
      {isKnown && open !== null && hosts.length === 0 && <span className="text-ink-3">not open here</span>}
      {hosts.length > 0 && (
        <span className="text-high">
          open on{" "}
          {hosts.slice(0, shownHosts).map((host, index) => (
            <span key={host.id}>
              {index > 0 && ", "}
              <HostLink hostId={host.id} name={host.name} />
            </span>
          ))}
          {hosts.length > shownHosts && ` and ${hosts.length - shownHosts} more`}
        </span>
      )}
    </li>
  );
}

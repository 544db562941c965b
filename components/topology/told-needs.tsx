import { ToneIcon, toneText } from "#components/findings/tone.tsx";
import { RuleLink } from "#components/rules/rule-link.tsx";
import { cn } from "#components/ui/cn.ts";
import { HostText, Prose } from "#components/ui/host-text.tsx";
import type { NodeId } from "#lib/graph/model.ts";
import type { ToldNeed } from "#lib/graph/topology/picture.ts";
import { plainLine } from "#lib/plain-text.ts";
import { KindIcon, kindWord, type RuleWords, StateWord, whenWords, worstSeverity } from "./words.tsx";

const citesShown = 2;

/** Needs as a list: what they say, how sure that is, the lines that say so, and the rule where one finds a fault in it. */
export function ToldNeeds({
  needs,
  total,
  rules,
  empty,
  onSelect,
  end,
}: {
  needs: readonly ToldNeed[];
  total: number;
  rules: RuleWords;
  empty: string;
  /** Which end of the need is told of: the one that needs, or those that serve. */
  end: "node" | "from";
  onSelect(node: NodeId): void;
}) {
  if (needs.length === 0) return <p className="text-ink-3 text-small">{empty}</p>;
  return (
    <ul className="grid gap-2.5">
      {needs.map((need) => (
        <li key={need.id} className="grid min-w-0 gap-0.5">
          <Ends need={need} end={end} onSelect={onSelect} />
          <Sentence need={need} rules={rules} withEvidence={end === "from"} />
        </li>
      ))}
      {total > needs.length && <li className="text-ink-3 text-small">and {total - needs.length} more</li>}
    </ul>
  );
}

/** The thing at one end of a need, when it is needed, and how sure that is. */
function Ends({ need, end, onSelect }: { need: ToldNeed; end: "node" | "from"; onSelect(node: NodeId): void }) {
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 text-small">
      {(end === "node" ? [need.node] : need.from).map(({ id, kind, name }) => (
        <button
          key={id}
          type="button"
          onClick={() => onSelect(id)}
          className="inline-flex min-h-6 min-w-0 items-center gap-1 rounded-sm text-accent hover:underline"
        >
          <KindIcon kind={kind} className="size-3 flex-none" />
          <span className="sr-only">{kindWord(kind)} </span>
          <span className="truncate">{plainLine(name, 60)}</span>
        </button>
      ))}
      <span className="text-ink-3 text-tiny">{whenWords[need.when]}</span>
      {need.unknown && <span className="hatched rounded px-1 text-tiny text-unknown">? not known</span>}
      {!need.unknown && need.confidence !== "confirmed" && <span className="text-ink-3 text-tiny">{need.confidence}</span>}
    </span>
  );
}

/** A need in its own words, with the rule that finds a fault in it and what proves it. */
function Sentence({ need, rules, withEvidence }: { need: ToldNeed; rules: RuleWords; withEvidence: boolean }) {
  const severity = need.isFault && need.rule !== null ? worstSeverity(rules, [need.rule]) : null;
  const words = need.unknown ? `${need.node.name} would also be ${need.becomes} if it ${need.words}` : need.words;
  return (
    <div className="min-w-0 text-ink-2 text-small">
      <p className="flex items-baseline gap-1.5">
        {severity !== null && <ToneIcon tone={severity} className={cn("size-3 self-center", toneText[severity])} />}
        <span className="min-w-0 break-words">
          <Prose>{words}</Prose>
        </span>
      </p>
      {need.isFault && need.rule !== null && (
        <p className="flex flex-wrap items-center gap-x-2 text-ink-3">
          would be <StateWord state={need.becomes} />
          <RuleLink rule={need.rule} className="text-accent" />
        </p>
      )}
      {(withEvidence || need.isFault ? need.evidence : []).slice(0, citesShown).map(({ source, line, text }) => (
        <p key={`${source}:${line}:${text}`} className="line-clamp-2 break-words text-ink-3">
          <HostText>{`${source}:${line} ${plainLine(text, 120)}`}</HostText>
        </p>
      ))}
    </div>
  );
}

import { Notice } from "#components/ui/notice.tsx";
import { Ago } from "#components/ui/time.tsx";
import type { PostCheck } from "#lib/maintenance/post-check.ts";
import type { PreCheck } from "#lib/maintenance/pre-check.ts";
import { postLooks, preLooks, withoutVerdict } from "#lib/maintenance/words.ts";
import { PostCheckView } from "./post-check-view.tsx";
import { ReasonLists } from "./reason-list.tsx";
import type { ShownCheck } from "./shown-check.ts";
import { StepList } from "./step-list.tsx";
import { UnreadHosts } from "./unread-hosts.tsx";
import { VerdictPanel } from "./verdict-panel.tsx";

interface Common {
  /** Ids of the window's hosts by name. */
  ids: ReadonlyMap<string, string>;
  now: Date;
}

/** What a pre-check says: the answer, what speaks against it, and each step. */
export function PreChecked({
  check,
  stale,
  isPast,
  ids,
  now,
}: Common & {
  check: ShownCheck<PreCheck>;
  stale: string | null;
  /** A post-check says how things are now. */
  isPast: boolean;
}) {
  const { body } = check;
  if (body === null) return <Undecided name="pre-check" />;
  const { tone, words } = preLooks[body.verdict];
  return (
    <>
      <VerdictPanel
        tone={tone}
        words={isPast ? `Pre-check: ${words.toLowerCase()}` : words}
        sentence={withoutVerdict(body.headline)}
        isPast={isPast}
      >
        <When check={check} name="Pre-check" now={now} />
        {stale !== null && <p className="font-[550] text-high">{stale}</p>}
      </VerdictPanel>
      {!isPast && <UnreadHosts hosts={body.visits} ids={ids} now={now} />}
      <ReasonLists reasons={body.reasons} />
      <StepList steps={body.steps} />
    </>
  );
}

/** What a post-check says: the answer, who does not answer, and what is not as it was. */
export function PostChecked({ check, ids, now }: Common & { check: ShownCheck<PostCheck> }) {
  const { body } = check;
  if (body === null) return <Undecided name="post-check" />;
  return (
    <>
      <VerdictPanel {...postLooks[body.verdict]} sentence={withoutVerdict(body.headline)}>
        <When check={check} name="Post-check" now={now} />
        {body.comparedWith !== null && (
          <p>
            Compared with the pre-check of <Ago at={new Date(body.comparedWith)} now={now} />.
          </p>
        )}
        {!check.isLast && <p className="font-[550] text-high">This is an earlier post-check: a later one says how things are.</p>}
      </VerdictPanel>
      <UnreadHosts hosts={body.hosts} ids={ids} now={now} />
      <PostCheckView body={body} ids={ids} />
    </>
  );
}

function When({ check, name, now }: { check: ShownCheck<unknown>; name: string; now: Date }) {
  return (
    <p className="wrap-anywhere">
      {name} <Ago at={check.doneAt ?? check.askedAt} now={now} />, asked for by {check.askedBy}.
    </p>
  );
}

function Undecided({ name }: { name: string }) {
  return (
    <Notice kind="error" title={`The last ${name} could not be decided`}>
      Run it again. If it fails once more, the log of the worker says why.
    </Notice>
  );
}

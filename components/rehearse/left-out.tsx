import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { plainLine } from "#lib/plain-text.ts";

/** What the address gives and the fleet does not have, or nobody can read: told, since the answer is narrower without it. */
export function LeftOut({
  missing,
  unread,
  isPlayed,
  show,
}: {
  missing: readonly { sentence: string }[];
  unread: readonly string[];
  /** Whether anything is left to play. */
  isPlayed: boolean;
  /** Shows the rest alone. */
  show: () => void;
}) {
  if (missing.length + unread.length === 0) return null;
  const title = isPlayed ? "Part of this link is not played" : "This link names nothing that can be played";
  return (
    <Notice kind="warning" title={title} action={<Button onClick={show}>{isPlayed ? "Go on without it" : "Begin anew"}</Button>}>
      <ul className="grid gap-0.5">
        {missing.map(({ sentence }) => (
          <li key={sentence}>{plainLine(sentence)}</li>
        ))}
        {unread.map((words) => (
          <li key={words}>&quot;{plainLine(words, 120)}&quot; is nothing that can be rehearsed.</li>
        ))}
      </ul>
      <p>The fleet may have changed since the link was made: pick what happens anew.</p>
    </Notice>
  );
}

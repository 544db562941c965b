import { ToneWord } from "#components/findings/tone.tsx";
import { Card } from "#components/ui/card.tsx";
import { Prose } from "#components/ui/host-text.tsx";

/** What was not read of the hosts in sight: a gap in the matrix is no answer there. */
export function UnknownCard({ unknown }: { unknown: readonly string[] }) {
  if (unknown.length === 0) return null;
  return (
    <Card title="Not read" hint="A gap in these columns is no answer" aside={<ToneWord tone="unknown">unknown</ToneWord>}>
      <ul className="grid gap-1 px-3.5 py-3 text-ink-2">
        {unknown.map((words) => (
          <li key={words} className="break-words">
            <Prose>{words}</Prose>
          </li>
        ))}
      </ul>
    </Card>
  );
}

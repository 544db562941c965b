import { Card } from "#components/ui/card.tsx";
import { plainLine } from "#lib/plain-text.ts";
import { More } from "./more.tsx";

const shown = 5;

/** Sentences under a title, five at once and the rest on demand; `none` where there is not one. */
export function SentencesCard({ title, sentences, none }: { title: string; sentences: readonly string[]; none?: string }) {
  const distinct = [...new Set(sentences)];
  return (
    <Card title={title} hint={distinct.length > 1 ? `${distinct.length}` : undefined}>
      <div className="grid gap-2 px-3.5 py-3 text-[12.9px] text-ink-2">
        {distinct.length === 0 && <p>{none}</p>}
        <Sentences sentences={distinct.slice(0, shown)} />
        <More number={distinct.length - shown} noun="sentence">
          <div className="mt-2">
            <Sentences sentences={distinct.slice(shown)} />
          </div>
        </More>
      </div>
    </Card>
  );
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <ul className="grid gap-2">
      {sentences.map((sentence) => (
        <li key={sentence} className="wrap-anywhere">
          {plainLine(sentence, 400)}
        </li>
      ))}
    </ul>
  );
}

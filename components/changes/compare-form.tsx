import { Button } from "#components/ui/button.tsx";
import { SelectField } from "#components/ui/field.tsx";
import { count, instant } from "#components/ui/format.ts";

/** A state of the host to choose. */
export interface State {
  snapshotId: string;
  seenFrom: Date;
  seenUntil: Date;
  changeCount: number;
}

/** Two states to compare, as a form that puts them into the URL: it works without scripts. */
export function CompareForm({
  hostId,
  states,
  from,
  to,
  goodAt,
}: {
  hostId: string;
  /** Newest first. */
  states: readonly State[];
  from: string;
  to: string;
  /** When a person last called it good. */
  goodAt: Date | null;
}) {
  const choices = states.map((state) => ({ value: state.snapshotId, label: stateWords(state) }));
  const good = goodAt === null ? [] : [{ value: "known-good", label: `The state called good, ${minute(goodAt)}` }];
  return (
    <form
      action={`/hosts/${hostId}`}
      className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
      aria-label="Compare two visits"
    >
      <input type="hidden" name="tab" value="changes" />
      <SelectField
        key={`from ${from}`}
        label="From"
        name="from"
        defaultValue={from}
        choices={[{ value: "previous", label: "The visit before" }, ...good, ...choices]}
      />
      <SelectField
        key={`to ${to}`}
        label="To"
        name="to"
        defaultValue={to}
        choices={[{ value: "latest", label: "The latest visit" }, ...choices]}
      />
      <Button type="submit">Compare</Button>
    </form>
  );
}

const minute = (at: Date) => `${instant(at).slice(0, 16)} UTC`;

function stateWords({ seenFrom, seenUntil, changeCount }: State): string {
  const until = instant(seenUntil);
  const isSameDay = until.slice(0, 10) === instant(seenFrom).slice(0, 10);
  const span =
    seenUntil <= seenFrom
      ? minute(seenFrom)
      : `${instant(seenFrom).slice(0, 16)} to ${isSameDay ? until.slice(11, 16) : until.slice(0, 16)} UTC`;
  return changeCount === 0 ? span : `${span}, ${count(changeCount, "change")}`;
}

import { Search } from "lucide-react";
import { Button } from "./button.tsx";
import { ChipLink } from "./chip.tsx";

/** A box for words, as a form that puts them into the URL: it works without scripts. `kept` is what the URL says besides. */
export function SearchForm({
  action,
  label,
  placeholder,
  text,
  kept,
}: {
  action: string;
  label: string;
  placeholder: string;
  text: string | undefined;
  kept: Readonly<Record<string, string | undefined>>;
}) {
  return (
    <form action={action} className="flex items-center gap-1.5">
      <label className="flex min-h-8 w-56 items-center gap-2 rounded-control border border-line bg-surface px-2.5 text-ink-3 focus-within:border-accent">
        <Search aria-hidden className="size-[15px] flex-none" />
        <span className="sr-only">{label}</span>
        <input
          type="search"
          name="text"
          defaultValue={text}
          placeholder={placeholder}
          className="w-full bg-transparent text-ink outline-none placeholder:text-ink-3"
        />
      </label>
      {Object.entries(kept).map(([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />)}
      <Button type="submit">Show</Button>
    </form>
  );
}

/** Filters of one kind, of which one may be on; the one that is on leads back. */
export function FilterChips({ label, choices }: { label: string; choices: readonly { label: string; on: boolean; href: string }[] }) {
  return (
    <ul aria-label={label} className="flex flex-wrap items-center gap-1.5">
      <li aria-hidden className="mr-0.5 text-ink-3 text-small">
        {label}
      </li>
      {choices.map((choice) => (
        <li key={choice.label} className="flex">
          <ChipLink href={choice.href} on={choice.on}>
            {choice.label}
          </ChipLink>
        </li>
      ))}
    </ul>
  );
}

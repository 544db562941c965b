import { cn } from "#components/ui/cn.ts";
import { plainText } from "#lib/plain-text.ts";
import type { ShownLine } from "./excerpt.ts";

/** Longer lines than this are wrapped: nobody scrolls sideways through a line of JSON. */
const scrolledCharacters = 200;

/** What a machine said, line by line, with the telling lines marked and a dashed rule where lines were left out between two. */
export function Lines({ lines }: { lines: readonly ShownLine[] }) {
  const wrap = lines.some((line) => line.text.length > scrolledCharacters);
  return (
    <ol className={cn("font-mono text-[12.2px] leading-[1.6]", !wrap && "w-max min-w-full")}>
      {lines.map((line, index) => {
        const before = lines[index - 1];
        const gap = before !== undefined && line.number > before.number + 1;
        return (
          <li
            key={`${line.number}:${line.text}`}
            className={cn(
              "flex px-[11px]",
              line.telling && "border-critical border-l-2 bg-critical-soft pl-[9px]",
              gap && "mt-1 border-line-strong border-t border-dashed pt-1",
            )}
          >
            <span aria-hidden className="w-9 flex-none select-none pr-2 text-right text-ink-3 tabular-nums">
              {line.number}
            </span>
            {line.telling && <span className="sr-only">Telling line {line.number}: </span>}
            <code className={cn("min-w-0 text-inherit", wrap ? "whitespace-pre-wrap break-all" : "whitespace-pre")}>
              {plainText(line.text) || " "}
            </code>
          </li>
        );
      })}
    </ol>
  );
}

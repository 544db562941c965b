import { Fragment } from "react";
import { plainText } from "#lib/plain-text.ts";
import { cn } from "./cn.ts";

/** What a machine said, in a line of people's text: monospace, control characters made visible, long words broken. */
export function HostText({ children, className }: { children: string; className?: string }) {
  return <span className={cn("break-words font-mono text-[12.2px]", className)}>{plainText(children)}</span>;
}

/** A sentence with commands in backticks: the commands in monospace, all of it made safe to look at. */
export function Prose({ children }: { children: string }) {
  const pieces = plainText(children).split("`");
  return pieces.map((piece, index) => {
    const key = `${index}:${piece}`;
    const inBackticks = index % 2 === 1 && index < pieces.length - 1;
    return inBackticks ? (
      <code key={key} className="break-words">
        {piece}
      </code>
    ) : (
      <Fragment key={key}>{piece}</Fragment>
    );
  });
}

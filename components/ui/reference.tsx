import { Prose } from "./host-text.tsx";

/** A document that is referred to: a link where it has a web address, else its name. */
export function Reference({ text }: { text: string }) {
  if (!/^https?:\/\//.test(text)) return <Prose>{text}</Prose>;
  return (
    <a href={text} rel="noreferrer" target="_blank" className="break-all rounded-sm text-accent hover:underline">
      {text}
    </a>
  );
}

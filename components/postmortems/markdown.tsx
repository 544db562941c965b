import ReactMarkdown, { type Components } from "react-markdown";

/** Only what a report needs; images are left out, since nothing is loaded from another site. */
const allowed = ["p", "h1", "h2", "h3", "ul", "ol", "li", "em", "strong", "code", "pre", "blockquote", "a", "hr", "br"];

const components: Components = {
  h1: ({ children }) => <h2 className="mt-2">{children}</h2>,
  h2: ({ children }) => <h3 className="mt-2">{children}</h3>,
  h3: ({ children }) => <h3 className="mt-2">{children}</h3>,
  ul: ({ children }) => <ul className="grid list-disc gap-1 pl-5">{children}</ul>,
  ol: ({ children }) => <ol className="grid list-decimal gap-1 pl-5">{children}</ol>,
  pre: ({ children }) => <pre className="overflow-x-auto rounded-md border border-line bg-sunken px-3 py-2">{children}</pre>,
  blockquote: ({ children }) => <blockquote className="border-line-strong border-l-2 pl-3 text-ink-2">{children}</blockquote>,
  a: ({ href, children }) =>
    href ? (
      <a href={href} rel="noreferrer" target="_blank" className="rounded-sm text-accent underline underline-offset-2">
        {children}
      </a>
    ) : (
      children
    ),
};

/** A report may be anyone's: its links lead to web addresses or nowhere. */
function webOnly(url: string): string {
  return /^https?:\/\//i.test(url) ? url : "";
}

/** A report's text: Markdown without HTML. */
export function Markdown({ children }: { children: string }) {
  return (
    <div className="grid max-w-[75ch] gap-3 text-[14px] leading-[1.6]">
      <ReactMarkdown allowedElements={allowed} unwrapDisallowed components={components} urlTransform={webOnly} skipHtml>
        {children}
      </ReactMarkdown>
    </div>
  );
}

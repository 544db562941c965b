import { Notice } from "#components/ui/notice.tsx";

/** Windows that should be over: while one is open the changes of its hosts rest, so that a real fault would too. */
export function OverrunNotice({ number }: { number: number }) {
  if (number === 0) return null;
  const title = number === 1 ? "1 window should be over and is not closed" : `${number} windows should be over and are not closed`;
  return (
    <Notice kind="error" title={title}>
      Run the post-check and close {number === 1 ? "it" : "them"}, or plan a later end: until then changes of its hosts are taken for
      expected, for a day at most.
    </Notice>
  );
}

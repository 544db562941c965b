import { PassageMark } from "./matrix-cell.tsx";

/** What the marks mean. */
export function Legend() {
  return (
    <p aria-hidden className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-t px-3.5 py-[9px] text-ink-3 text-tiny">
      <span className="inline-flex items-center gap-1.5">
        <PassageMark passage="pvid" /> untagged on the uplink
      </span>
      <span className="inline-flex items-center gap-1.5">
        <PassageMark passage="tagged" /> tagged on it
      </span>
      <span>all: not filtered, or a trunk of all VLANs</span>
      <span>not out: not on the uplink</span>
      <span>· nothing</span>
      <span className="inline-flex items-center gap-1.5">
        <span className="hatched rounded px-1 text-unknown">?</span> not read
      </span>
    </p>
  );
}

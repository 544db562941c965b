import { ToneIcon, toneSoft } from "#components/findings/tone.tsx";
import { cn } from "#components/ui/cn.ts";
import type { Passage, VlanCell, VlanColumn } from "#lib/graph/vlans/model.ts";
import { plainLine } from "#lib/plain-text.ts";

/** How the uplinks take a VLAN, in full. */
export const passageWords: Record<Passage, string> = {
  pvid: "untagged: the PVID of the uplink",
  "pvid-tagged": "untagged in, tagged out",
  untagged: "untagged out, nothing in",
  tagged: "tagged on the uplink",
  all: "passes with all others",
  mixed: "its uplinks differ",
  none: "not on the uplink",
  inside: "stays on this host: no uplink",
};

/** One VLAN at one place. What disagrees has its colour and icon; what is unknown is hatched. */
export function MatrixCell({ cell, column }: { cell: VlanCell | null; column: VlanColumn | undefined }) {
  if (column?.kind === "unread") return <Unread />;
  if (cell === null) return <Nothing passesAll={column?.kind === "passes"} />;
  const { severity } = cell;
  return (
    <div
      className={cn(
        "flex min-h-[26px] flex-wrap items-start gap-x-1.5 rounded-[5px] px-1.5 py-1 text-small leading-[18px]",
        severity !== null && toneSoft[severity],
      )}
    >
      {severity !== null && (
        <>
          <ToneIcon tone={severity} className="mt-[2.5px] size-[13px]" />
          <span className="sr-only">disagrees, {severity}: </span>
        </>
      )}
      <PassageMark passage={cell.passage} isLoud={severity !== null} />
      <Who cell={cell} />
      <Sides cell={cell} />
    </div>
  );
}

export function PassageMark({ passage, isLoud = false }: { passage: Passage; isLoud?: boolean }) {
  const chip = cn("rounded px-[5px] py-px font-semibold text-[11px]", isLoud ? "inset-ring inset-ring-current" : "bg-low-soft text-ink-2");
  const quiet = isLoud ? "" : "text-ink-3";
  const drawn: Record<Passage, React.ReactNode> = {
    pvid: <span className={chip}>PVID</span>,
    "pvid-tagged": <span className={chip}>PVID·t</span>,
    untagged: <span className={chip}>U</span>,
    tagged: <span className={cn("inline-block size-[9px] rounded-full border-[1.6px]", isLoud ? "border-current" : "border-ink-3")} />,
    all: <span className={cn("text-tiny", quiet)}>all</span>,
    mixed: <span className="font-[550]">uplinks differ</span>,
    none: <span className={cn("text-tiny", quiet)}>not out</span>,
    inside: <span className={cn("text-tiny", quiet)}>inside</span>,
  };
  return (
    <>
      <span aria-hidden title={passageWords[passage]} className="inline-flex h-[18px] items-center">
        {drawn[passage]}
      </span>
      <span className="sr-only">{passageWords[passage]}, </span>
    </>
  );
}

/** The host itself, and its guests: by name while they are few, else counted, with their names below. */
function Who({ cell: { own, guests } }: { cell: VlanCell }) {
  const words = guests.map(({ name, isRunning, tags }) => `${plainLine(name, 40)}${isRunning ? "" : " (off)"}${tags ? " (tags)" : ""}`);
  return (
    <>
      {own.length > 0 && (
        <span title={own.map((one) => plainLine(one, 80)).join(", ")} className="font-[550]">
          host
          <span className="sr-only"> {own.map((one) => plainLine(one, 80)).join(", ")}</span>
        </span>
      )}
      {words.length === 1 && (
        <span className="max-w-[130px] truncate" title={words[0]}>
          {words[0]}
        </span>
      )}
      {words.length > 1 && (
        <details className="min-w-0">
          <summary className="list-none rounded-sm underline decoration-line-strong decoration-dotted underline-offset-2">
            {words.length} guests
          </summary>
          <ul className="max-w-[180px] pb-1 text-tiny">
            {words.map((word, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a guest may have two cards in one VLAN
              <li key={index} className="break-words">
                {word}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const files = { same: null, open: null, "not-running": "only in files", "not-configured": "not in files" } as const;
const sides = { native: "switch native", tagged: null, refused: "not on switch", open: null } as const;

/** What files and switch say, where it is not the same; whether the switch agrees on untagged frames is open until somebody declares it. */
function Sides({ cell }: { cell: VlanCell }) {
  const words = [files[cell.files], sides[cell.told]].filter((word) => word !== null);
  const isOpen = cell.told === "open" && cell.passage.startsWith("pvid");
  return (
    <>
      {words.map((word) => (
        <span key={word} className="whitespace-nowrap rounded border border-line-strong px-1 text-[11px]">
          {word}
        </span>
      ))}
      {isOpen && (
        <span
          title="The native VLAN of the switch port is not declared"
          className="hatched whitespace-nowrap rounded px-1 text-[11px] text-unknown"
        >
          switch ?
        </span>
      )}
    </>
  );
}

function Nothing({ passesAll }: { passesAll: boolean }) {
  return (
    <span className="block min-h-[26px] px-1.5 text-ink-3 leading-[26px]">
      <span aria-hidden>·</span>
      <span className="sr-only">{passesAll ? "nobody known in it; the bridge passes all" : "not there"}</span>
    </span>
  );
}

function Unread() {
  return (
    <span className="hatched block min-h-[26px] rounded-[5px] px-1.5 text-unknown leading-[26px]">
      <span aria-hidden>?</span>
      <span className="sr-only">not read</span>
    </span>
  );
}

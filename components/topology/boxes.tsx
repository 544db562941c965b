"use client";

import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { ToneIcon, toneText } from "#components/findings/tone.tsx";
import { cn } from "#components/ui/cn.ts";
import type { Box, Row } from "#lib/graph/topology/picture.ts";
import { plainLine } from "#lib/plain-text.ts";
import {
  BoxButton,
  FaultCount,
  guestWords,
  IdentityMark,
  OpenButton,
  PlayedInside,
  PlayedState,
  UnknownCount,
  useBoxLook,
} from "./box-parts.tsx";
import { usePictureState } from "./picture-context.ts";
import { KindIcon, kindWord } from "./words.tsx";

export type BoxNode = Node<{ box: Box }, "box">;

/** Where lines end, left and right; nobody draws lines by hand here. */
function Ends() {
  return [Position.Left, Position.Right].flatMap((side) =>
    (["source", "target"] as const).map((type) => (
      <Handle key={`${type} ${side}`} id={side} type={type} position={side} isConnectable={false} className="invisible!" />
    )),
  );
}

/** Anything that is drawn. */
export function BoxView({ data: { box } }: NodeProps<BoxNode>) {
  return (
    <>
      <Ends />
      {box.look === "thing" ? <ThingBox box={box} /> : box.look === "compact" ? <CompactBox box={box} /> : <HostBox box={box} />}
    </>
  );
}

function HostBox({ box }: { box: Box }) {
  const look = useBoxLook(box);
  const isFrame = box.look === "frame";
  const hit = usePictureState().played?.get(box.id);
  return (
    <div className={cn(look, "flex flex-col text-ink", isFrame && "bg-bg")}>
      <div className="flex h-9 flex-none items-center gap-1.5 px-2.5">
        <KindIcon kind="host" className="size-3.5 flex-none text-ink-3" />
        <BoxButton box={box} className="font-semibold" />
        <span className="ml-auto flex items-center gap-1.5">
          {hit?.own === undefined || hit.own === null ? (
            <>
              <UnknownCount box={box} />
              <FaultCount faults={box.faults} />
            </>
          ) : (
            <PlayedState played={hit} />
          )}
        </span>
      </div>
      {!isFrame && box.rows.length > 0 && <Rows rows={box.rows} more={box.moreRows} />}
      <HostFoot box={box} />
    </div>
  );
}

/** What the guests of a host are, and what a rehearsal has made of it all. */
function HostFoot({ box }: { box: Box }) {
  const { open, played } = usePictureState();
  const hit = played?.get(box.id);
  const guests = box.guests !== null && box.guests.total > 0 ? guestWords(box.guests) : null;
  return (
    <div className="mt-auto flex h-[27px] flex-none items-center gap-1.5 px-1.5">
      {guests !== null && <OpenButton id={box.node} isOpen={open.includes(box.node)} label={guests} />}
      <span className="ml-auto px-1">{hit === undefined ? <Takes box={box} /> : <PlayedInside played={hit} />}</span>
    </div>
  );
}

function Rows({ rows, more }: { rows: readonly Row[]; more: number }) {
  return (
    <ul className="mx-2.5 border-line border-t pt-0.5 text-tiny">
      {rows.map(({ node, name, words, running }) => (
        <li key={node} className="flex h-[18px] items-center gap-2">
          <span className={cn("flex-none truncate font-mono text-[11px]", words === "" ? "" : "max-w-[45%]")}>{plainLine(name, 40)}</span>
          <span className={cn("truncate text-ink-3", !running && "text-high")} title={plainLine(words)}>
            {plainLine(words, 60)}
          </span>
        </li>
      ))}
      {more > 0 && <li className="h-[18px] text-ink-3">{more} more</li>}
    </ul>
  );
}

function CompactBox({ box }: { box: Box }) {
  const look = useBoxLook(box);
  const { played } = usePictureState();
  const hit = played?.get(box.id);
  return (
    <div className={cn(look, "flex flex-col justify-center px-2 text-ink")}>
      <span className="flex min-w-0 items-center gap-1.5">
        <KindIcon kind={box.kind} className="size-3 flex-none text-ink-3" />
        <BoxButton box={box} className="font-medium text-small" />
      </span>
      <span className="flex items-center gap-2 text-ink-3 text-tiny">
        {hit === undefined ? (
          <CompactWords box={box} />
        ) : (
          <>
            <PlayedState played={hit} />
            <PlayedInside played={hit} />
          </>
        )}
      </span>
    </div>
  );
}

function CompactWords({ box }: { box: Box }) {
  return (
    <>
      {box.unread ? (
        <UnknownCount box={box} />
      ) : (
        <span className="truncate">{box.guests === null ? kindWord(box.kind) : guestWords(box.guests)}</span>
      )}
      <FaultCount faults={box.faults} className="ml-auto" />
    </>
  );
}

function ThingBox({ box }: { box: Box }) {
  const look = useBoxLook(box);
  const { played } = usePictureState();
  const hit = played?.get(box.id);
  return (
    <div className={cn(look, "flex flex-col justify-center px-2 leading-tight text-ink")}>
      <span className="flex min-w-0 items-center gap-1.5">
        <KindIcon kind={box.kind} className="size-3 flex-none text-ink-3" />
        <BoxButton box={box} className="text-small" />
      </span>
      <span className="flex min-w-0 items-center gap-1.5 text-ink-3 text-tiny">
        {hit !== undefined ? (
          <>
            <PlayedState played={hit} />
            <PlayedInside played={hit} />
          </>
        ) : (
          <>
            <span className="truncate">{box.running ? thingWords(box) : `${kindWord(box.kind)}, off`}</span>
            <Takes box={box} />
            <IdentityMark box={box} />
            <FaultCount faults={box.faults} className="ml-auto" />
          </>
        )}
      </span>
    </div>
  );
}

/** "guest on kvm-01": what a small box is. */
function thingWords({ kind, host, parent }: Box): string {
  return host === null || parent !== null || kind === "host" ? kindWord(kind) : `${kindWord(kind)} on ${plainLine(host, 24)}`;
}

/** The mark of a single point of failure. */
function Takes({ box }: { box: Box }) {
  const { takes } = usePictureState();
  const machines = takes.get(box.node);
  if (machines === undefined) return null;
  return (
    <span className={cn("inline-flex flex-none items-center gap-1 text-tiny", toneText.high)} title="Single point of failure">
      <ToneIcon tone="high" className="size-3" />
      takes {machines}
    </span>
  );
}

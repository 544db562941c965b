import type { Box } from "#lib/graph/topology/picture.ts";

/** Width and height in pixels at full size. */
export interface Size {
  width: number;
  height: number;
}

const rowHeight = 18;
const card = { width: 212, head: 36, foot: 27, plainFoot: 8 };
const compact: Size = { width: 176, height: 46 };
const thing: Size = { width: 162, height: 42 };

/** The size of a box; that of a frame follows from what is in it. */
export function sizeOf({ look, rows, moreRows, guests }: Box): Size {
  if (look !== "card") return look === "compact" ? compact : thing;
  const lines = rows.length + (moreRows > 0 ? 1 : 0);
  const foot = guests !== null && guests.total > 0 ? card.foot : card.plainFoot;
  return { width: card.width, height: card.head + lines * rowHeight + (lines > 0 ? 4 : 0) + foot };
}

const cell = { width: compact.width + 10, height: compact.height + 10 };
const around = { top: 38, left: 14, right: 4, bottom: 4 };

/** Columns of a closed group of so many boxes: some wider than high. */
function columnsOf(boxes: number): number {
  return Math.max(1, Math.ceil(Math.sqrt(boxes / 1.6)));
}

/** The size of a closed group of so many boxes: names in a grid need no layout. */
export function closedSize(boxes: number): Size {
  const columns = columnsOf(boxes);
  const width = around.left + columns * cell.width + around.right;
  return { width: Math.max(310, width), height: around.top + Math.ceil(boxes / columns) * cell.height + around.bottom };
}

/** Where in its closed group a box is, by its number from 0 among so many. */
export function closedPlace(box: Box, index: number, boxes: number): Size & { x: number; y: number } {
  const columns = columnsOf(boxes);
  const [column, row] = [index % columns, Math.floor(index / columns)];
  return { x: around.left + column * cell.width, y: around.top + row * cell.height, ...sizeOf(box) };
}

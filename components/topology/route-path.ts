import type { Point } from "./elk-graph.ts";

const radius = 6;

/** A way with rounded corners as an SVG path, and the middle of its longest piece: that is where a word about it fits best. */
export function routePath(points: readonly Point[]): [path: string, x: number, y: number] {
  const [first, ...rest] = points;
  if (first === undefined) return ["", 0, 0];
  const pieces = rest.map((point, index) => pieceOf(points[index] ?? first, point, rest[index + 1]));
  const middle = longestMiddle(points);
  return [`M ${first.x} ${first.y} ${pieces.join(" ")}`, middle.x, middle.y];
}

/** A straight piece to a corner, and round it. */
function pieceOf(from: Point, corner: Point, next: Point | undefined): string {
  if (next === undefined) return `L ${corner.x} ${corner.y}`;
  const [before, after] = [towards(corner, from), towards(corner, next)];
  return `L ${before.x} ${before.y} Q ${corner.x} ${corner.y} ${after.x} ${after.y}`;
}

/** The point at a corner's radius from it, or half way where that is nearer. */
function towards(corner: Point, other: Point): Point {
  const length = lengthOf(corner, other);
  const share = length === 0 ? 0 : Math.min(radius, length / 2) / length;
  return { x: corner.x + (other.x - corner.x) * share, y: corner.y + (other.y - corner.y) * share };
}

function longestMiddle(points: readonly Point[]): Point {
  let longest = { length: -1, x: 0, y: 0 };
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    if (from === undefined) continue;
    const length = lengthOf(from, to);
    // A word is wider than high: a level piece goes before an upright one of the same length.
    const weight = from.y === to.y ? length * 1.5 : length;
    if (weight > longest.length) longest = { length: weight, x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  }
  return longest;
}

function lengthOf(one: Point, other: Point): number {
  return Math.hypot(other.x - one.x, other.y - one.y);
}

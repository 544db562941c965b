import { type Item, stackHeight } from "./layers.ts";
import { maximumHeight } from "./sizes.ts";

/** What legend and heads of a picture take of its height. */
const around = 50;

/** Items as stacks that fit on a page each; one that is empty where there are none. */
export function packed<T>(things: readonly T[], itemOf: (thing: T) => Item): T[][] {
  const stacks: T[][] = [[]];
  let height = 0;
  for (const thing of things) {
    const own = stackHeight([itemOf(thing)]);
    if (height + own > maximumHeight - around && height > 0) {
      stacks.push([]);
      height = 0;
    }
    stacks.at(-1)?.push(thing);
    height += own;
  }
  return stacks;
}

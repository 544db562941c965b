/** Runs `each` over all items, at most `width` at a time; the results stand in the order of the items. Rejects with the first that rejects. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  width: number,
  each: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const work = async () => {
    for (const [index, item] of waiting) results[index] = await each(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, work));
  return results;
}

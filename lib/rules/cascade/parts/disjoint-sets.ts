/** Things that are joined to sets, bit by bit (union-find); numbers stand for texts inside, which makes it fast. */
export class DisjointSets {
  readonly #places = new Map<string, number>();
  /** The place above each; a set is the place at its top, which stands above itself. */
  readonly #above: number[];

  /** Each of these texts is a set of its own at first. */
  constructor(texts: Iterable<string>) {
    for (const text of texts) if (!this.#places.has(text)) this.#places.set(text, this.#places.size);
    this.#above = [...this.#places.values()];
  }

  /** Makes one set of those of two texts; a text that is not known joins nothing. */
  join(one: string, other: string): void {
    const [first, second] = [this.setOf(one), this.setOf(other)];
    if (first >= 0 && second >= 0) this.#above[Math.max(first, second)] = Math.min(first, second);
  }

  /** The set of a text, the same number for all in it; -1 for a text that is not known. */
  setOf(text: string): number {
    const above = this.#above;
    let at = this.#places.get(text) ?? -1;
    // Each step also halves the way for the next who asks.
    for (let next = above[at] ?? at; next !== at; next = above[at] ?? at) {
      above[at] = above[next] ?? next;
      at = next;
    }
    return at;
  }
}

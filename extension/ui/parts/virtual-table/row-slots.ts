/**
 * Which element each drawn row takes. Rows that stay keep theirs. After a jump, when all rows are others, the new ones
 * take over the elements of the old in the same order: to change an element's text costs a fraction of making one.
 */
export class RowSlots {
  #slots = new Map<string, number>();
  #next = 0;

  /** The slot of each row, by the rows' keys in order. */
  assign(keys: readonly string[]): readonly number[] {
    const wanted = new Set(keys);
    const left = [...this.#slots].filter(([key]) => !wanted.has(key));
    // The row with the focus is drawn wherever it is, so it may have stayed.
    const jumped = this.#slots.size - left.length <= 1;
    const free = jumped ? left.map(([, slot]) => slot) : [];
    const slots = new Map<string, number>();
    let taken = 0;
    for (const key of keys) {
      const slot = this.#slots.get(key) ?? free[taken++] ?? this.#next++;
      slots.set(key, slot);
    }
    this.#slots = slots;
    return [...slots.values()];
  }
}

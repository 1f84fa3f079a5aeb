/**
 * Assigns elements to drawn rows. Rows that stay keep their element. After a jump, when all rows differ, new rows reuse
 * the old elements in order: changing an element's text costs a fraction of creating one.
 */
export class RowSlots {
  #slots = new Map<string, number>();
  #next = 0;

  /** The slot of each row, by the rows' keys in order. */
  assign(keys: readonly string[]): readonly number[] {
    const wanted = new Set(keys);
    const left = [...this.#slots].filter(([key]) => !wanted.has(key));
    // The focused row is always drawn, so it may have stayed.
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

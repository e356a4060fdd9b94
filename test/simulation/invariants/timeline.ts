/** What something was, over time. */
export class Timeline<Value> {
  private readonly values = new Map<string, { at: number; value: Value }[]>();

  /** From `at` on it is `value`. */
  set(name: string, value: Value, at: number): void {
    const known = this.values.get(name);
    if (known) known.push({ at, value });
    else this.values.set(name, [{ at, value }]);
  }

  /** All that it was at any moment since `from`, latest first. */
  since(name: string, from: number): Value[] {
    const known = this.values.get(name) ?? [];
    const found: Value[] = [];
    for (let index = known.length - 1; index >= 0; index -= 1) {
      const one = known[index];
      if (!one) break;
      found.push(one.value);
      if (one.at < from) break;
    }
    return found;
  }

  /** Whether it was anything before `from`. */
  startedBefore(name: string, from: number): boolean {
    const [first] = this.values.get(name) ?? [];
    return first !== undefined && first.at < from;
  }

  /** What it is now. */
  latest(name: string): Value | undefined {
    return this.values.get(name)?.at(-1)?.value;
  }
}

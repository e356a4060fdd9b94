/** A value that pages share: read it, replace it, hear of changes. */
export interface Store<Value> {
  get(): Value;
  set(value: Value): void;
  /** Calls back after each change until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/** Where a store survives a reload; what is there is checked by `accepts` because anything can write to it. */
interface Keep<Value> {
  area: Pick<Storage, 'getItem' | 'setItem'>;
  key: string;
  accepts(value: unknown): value is Value;
}

function recall<Value>({ area, key, accepts }: Keep<Value>): Value | undefined {
  try {
    const value: unknown = JSON.parse(area.getItem(key) ?? 'null');
    return accepts(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function remember<Value>({ area, key }: Keep<Value>, value: Value): void {
  try {
    area.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden storage costs the memory over a reload, nothing else.
  }
}

/** Makes a store; with `keep` it starts from what was kept before and keeps every change. */
export function createStore<Value>(initial: Value, keep?: Keep<Value>): Store<Value> {
  let current = (keep && recall(keep)) ?? initial;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(value) {
      current = value;
      if (keep) remember(keep, value);
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

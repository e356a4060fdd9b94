import { useCallback, useEffect, useState } from 'preact/hooks';

/** Something that is fetched: what is known of it, what went wrong last, and whether it is being fetched now. */
export interface Resource<Value> {
  value?: Value;
  error?: unknown;
  isLoading: boolean;
  /** Fetches again and keeps showing the old value meanwhile. */
  reload(): void;
}

type Known<Value> = { of: string; value?: Value; error?: unknown };

/** Fetches `load` whenever `key` changes; an answer for an older key is dropped. */
export function useResource<Value>(key: string, load: () => Promise<Value>): Resource<Value> {
  const [known, setKnown] = useState<Known<Value> | undefined>();
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  // `load` is a new function at every drawing; what it fetches is named by `key`.
  useEffect(() => {
    let isWanted = true;
    const keep = (more: Partial<Known<Value>>) => isWanted && setKnown({ of: key, ...more });
    load().then(
      (value) => keep({ value }),
      (error: unknown) => keep({ error }),
    );
    return () => {
      isWanted = false;
    };
  }, [key, round]);
  const current = known?.of === key ? known : undefined;
  return { value: current?.value, error: current?.error, isLoading: current === undefined, reload };
}

const firstMs = 1_500;
const mostMs = 15_000;

/** Calls `look` again and again while `isWanted`, ever more rarely, and not while nobody sees the page. */
export function usePolling(isWanted: boolean, look: () => void): void {
  useEffect(() => {
    if (!isWanted) return;
    let wait = firstMs;
    let timer: number;
    const again = () => {
      timer = window.setTimeout(() => {
        if (!document.hidden) look();
        wait = Math.min(wait * 1.3, mostMs);
        again();
      }, wait);
    };
    const wake = () => {
      if (document.hidden) return;
      wait = firstMs;
      window.clearTimeout(timer);
      look();
      again();
    };
    again();
    document.addEventListener('visibilitychange', wake);
    return () => {
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [isWanted, look]);
}

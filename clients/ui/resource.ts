import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** Something that is fetched: what is known of it, what went wrong last, and whether it is being fetched now. */
interface Resource<Value> {
  value?: Value;
  error?: unknown;
  isLoading: boolean;
  /** Fetches again and keeps showing the old value meanwhile. */
  reload(): void;
}

type Known<Value> = { of: string; value?: Value; error?: unknown };

function valueFor<Value>(key: string, known: Known<Value> | undefined): Value | undefined {
  return known?.of === key ? known.value : undefined;
}

/** The last value there was, to be shown while the next one is on its way. */
export function useLast<Value>(value: Value | undefined): Value | undefined {
  const last = useRef<Value | undefined>(undefined);
  if (value !== undefined) last.current = value;
  return last.current;
}

/** Fetches `load` whenever `key` changes; an answer for an older key is dropped. */
export function useResource<Value>(key: string, load: () => Promise<Value>): Resource<Value> {
  const [known, setKnown] = useState<Known<Value> | undefined>();
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  // `load` is a new function at every drawing; what it fetches is named by `key`.
  useEffect(() => {
    let isWanted = true;
    load().then(
      (value) => isWanted && setKnown({ of: key, value }),
      // What was known stays: one lost look must not empty the page.
      (error: unknown) => isWanted && setKnown((before) => ({ of: key, value: valueFor(key, before), error })),
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

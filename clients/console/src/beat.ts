import { useEffect, useState } from 'preact/hooks';
import { useStore } from '../../ui/use-store.ts';
import { events } from './live.ts';

const SETTLE_MS = 500;

/** Grows a little after the last event, so that a burst of them costs one look. */
export function useQuietBeat(): number {
  const newest = useStore(events)[0]?.id;
  const [beat, setBeat] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setBeat((before) => before + 1), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [newest]);
  return beat;
}

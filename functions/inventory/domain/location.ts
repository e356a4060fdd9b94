import { MAIN_LOCATION } from './stock.ts';

/** A place that holds stock. */
export interface Location {
  locationId: string;
  kind: 'warehouse' | 'store';
  name: string;
  region: string;
  capabilities: ('ship' | 'pickup' | 'return')[];
  version: number;
}

const MAIN: Location = {
  locationId: MAIN_LOCATION,
  kind: 'warehouse',
  name: 'Main warehouse',
  region: '-',
  capabilities: ['ship', 'pickup', 'return'],
  version: 0,
};

/** The shop's locations: those written down, and `main`, which always exists. */
export function withMain(stored: readonly Location[]): Location[] {
  return stored.some(({ locationId }) => locationId === MAIN_LOCATION) ? [...stored] : [MAIN, ...stored];
}

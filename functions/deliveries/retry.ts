import { DomainError, isDomainError } from '../../shared/kernel/errors.ts';

const ATTEMPTS = 8;

function isMoved(error: unknown): boolean {
  if (isDomainError(error)) return error.code === 'orders.changed-meanwhile';
  return (error as Error).name === 'ParcelMoved';
}

/** Runs `act`, which reads a parcel (and its order) and commits what follows, again when either moved in between. */
export async function retryWhenMoved(act: () => Promise<void>): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      await act();
      return;
    } catch (error) {
      if (!isMoved(error)) throw error;
    }
  }
  throw new DomainError('unavailable', 'request.busy', 'Too busy just now; try again.');
}

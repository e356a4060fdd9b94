import type { Sample } from './requests.ts';

/** Samples of the routes that play promotions over past orders. */
export function rehearsalSamples(promotion: Record<string, string>): Record<string, Sample> {
  const period = { days: 3, from: '2026-11-01T00:00:00Z', to: '2026-11-03T00:00:00Z' };
  return {
    rehearsePromotion: { params: promotion, body: { ...period, worstCase: true } },
    rehearseLive: { body: period },
    getRehearsal: { params: { rehearsalId: 'rehearsal_none' } },
    getRehearsalPolicy: {},
    putRehearsalPolicy: { body: { required: false, marginFloor: 0 } },
  };
}

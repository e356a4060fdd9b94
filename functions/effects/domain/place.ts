/** What is counted of all sales, promotion or not: with it, days are compared. */
export const WHOLE_SHOP = '*';

/** A day and channel of one promotion. */
export interface DayPlace {
  promotionId: string;
  date: string;
  channel: string;
}

/** A buyer on his side of a promotion's hold-out. */
export interface BuyerPlace {
  promotionId: string;
  customerId: string;
  heldOut: boolean;
}

/** The name of a day and channel of a promotion. */
export const dayPlace = ({ promotionId, date, channel }: DayPlace) =>
  JSON.stringify(['day', promotionId, date, channel]);

/** The name of a buyer in a hold-out. */
export const buyerPlace = ({ promotionId, customerId, heldOut }: BuyerPlace) =>
  JSON.stringify(['buyer', promotionId, customerId, heldOut]);

/** What a name means. */
export function placeNamed(name: string): DayPlace | BuyerPlace {
  const [kind, promotionId, second, third] = JSON.parse(name) as [string, string, string, string | boolean];
  if (kind === 'day') return { promotionId, date: second, channel: String(third) };
  return { promotionId, customerId: second, heldOut: third === true };
}

import type { Invariant, View } from '../contract.ts';

/** What is wrong, as it is told and as the world knows it. */
interface Wrong {
  sku: string;
  locationId: string;
  counter: string;
  stands: number;
  recomputed: number;
}

const nameOf = ({ sku, locationId, counter, stands, recomputed }: Wrong): string =>
  `${counter} of ${sku} at ${locationId}, ${stands} for ${recomputed}`;

const toldIn = ({ published }: View): string[] =>
  published
    .filter(({ detailType }) => detailType === 'StockAstray.v1')
    .map(({ detail }) => nameOf(detail.data as unknown as Wrong));

/** A number of the stock that is wrong is told of, once, and none that is right. */
export function alarmsRaised(): Invariant {
  return {
    id: 'alarms',
    name: 'what is astray is told of',
    atQuiet(view: View) {
      const told = toldIn(view);
      const wrong = view.altered.map(({ from, to, ...where }) => nameOf({ ...where, stands: to, recomputed: from }));
      const times = (name: string) => told.filter((each) => each === name).length;
      return [
        ...wrong.filter((name) => times(name) !== 1).map((name) => `${name}, was told of ${times(name)} times`),
        ...told.filter((name) => !wrong.includes(name)).map((name) => `${name}, was told of and is not so`),
      ];
    },
  };
}

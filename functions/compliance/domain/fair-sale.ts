/** The most that one prize of a draw may be worth, in fen: 50,000 yuan. */
export const MOST_PRIZE = 5_000_000;

/** True where a draw's dearest prize is within what the law allows. */
export function isPrizeAllowed(value: number): boolean {
  return value <= MOST_PRIZE;
}

/** Winners of prizes above this, in fen, are to be published: 500 yuan (规范促销行为暂行规定 Art.13). */
const PUBLISHED_ABOVE = 50_000;

/** True where everybody must be able to see that a prize was won. */
export function isWinnerPublished(value: number): boolean {
  return value > PUBLISHED_ABOVE;
}

/** True where the price on a list is not below that on the product's page; one with a condition may be, shown with it. */
export function isListHonest(list: number, detail: number, condition?: string): boolean {
  return list >= detail || condition !== undefined;
}

/** True where nothing is charged beyond the parts that the buyer was shown; less may be. */
export function isDisplayed(displayed: readonly number[], charged: number): boolean {
  return charged <= displayed.reduce((sum, part) => sum + part, 0);
}

/** How a line came into a cart, where its client says so. */
export interface Ticked {
  /** The client put it there by itself. */
  preselected?: boolean;
  /** The buyer ticked it. */
  userSelected?: boolean;
}

/** True where the buyer chose the line: by putting it there, or by ticking what was offered along. */
export function isChosen({ preselected = false, userSelected = !preselected }: Ticked): boolean {
  return userSelected;
}

/** The platform did something that the demo did not expect; the message says what. */
class Surprise extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Surprise';
  }
}

/** Ends the demo when something is not as it should be. */
export function expectThat(holds: boolean, what: string): void {
  if (!holds) throw new Surprise(what);
}

const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 20_000;

/** Looks until `isThere` says so and gives what was seen; after 20 s it is a surprise. Effects of events come a little later. */
export async function until<Seen>(
  what: string,
  look: () => Promise<Seen>,
  isThere: (seen: Seen) => boolean,
): Promise<Seen> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (isThere(seen)) return seen;
    if (Date.now() > end) throw new Surprise(`${what} did not happen in ${PATIENCE_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

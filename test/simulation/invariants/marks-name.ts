import type { Commit, Invariant, View } from '../contract.ts';

/** Everything that was sent with a name of its own, as far as it was read. */
class Sent {
  private readonly names = new Set<string>();
  private exchanges = 0;
  private events = 0;

  has(name: string, view: View): boolean {
    for (; this.exchanges < view.exchanges.length; this.exchanges += 1) {
      const { key } = view.exchanges[this.exchanges] ?? {};
      if (key !== undefined) this.names.add(key);
    }
    for (; this.events < view.published.length; this.events += 1)
      this.names.add(String(view.published[this.events]?.detail.id));
    return this.names.has(name);
  }
}

/** Marks of other things than commands and events, and what they name: pushes of partners, and levels of stock. */
const OTHERS = [
  { of: /^SEEN#[a-z-]+-webhook#/, name: /#(push_[^#]+|sandbox[^#]*)$/ },
  { of: /^SEEN#watch-stock#/, name: /#[A-Z][A-Za-z]+#[^#]+#[^#]+#\d+$/ },
];

const otherOf = (pk: string) => OTHERS.find(({ of }) => of.test(pk));

const lastPart = (pk: string): string => pk.slice(pk.lastIndexOf('#') + 1);

/** What was carried out is remembered under the name that its sender gave it, or it is carried out again when it is sent again. */
export function marksName(): Invariant {
  const sent = new Sent();
  const astray = (commit: Commit, view: View): string | undefined => {
    for (const { before, key } of commit.changes) {
      const pk = String(key.pk?.S);
      if (before || !/^(COMMAND|SEEN)#/.test(pk) || otherOf(pk)?.name.test(pk)) continue;
      if (!otherOf(pk) && sent.has(lastPart(pk), view)) continue;
      return `${pk} remembers what nobody sent`;
    }
    return undefined;
  };
  return { id: 'marks', name: 'marks name what was sent', onCommit: astray };
}

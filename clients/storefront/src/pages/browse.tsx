import { useEffect, useState } from 'preact/hooks';
import { useResource } from '../../../ui/resource.ts';
import { client, type Product } from '../api.ts';
import { useLanguage } from '../language.ts';
import { Loading, ProblemNote } from '../parts/notes.tsx';
import { Reorder, Suggestions } from '../parts/suggestions.tsx';
import { Tile, useCategoryName } from '../parts/tile.tsx';
import { go, Link, usePlace } from '../router.tsx';
import { useTitle } from '../title.ts';

const PAGE = 12;

function browsePath(category: string, q: string): string {
  const query = new URLSearchParams({ ...(category ? { category } : {}), ...(q ? { q } : {}) }).toString();
  return query ? `/?${query}` : '/';
}

/** The categories that the first hundred products lie in: the API has no list of its own. */
function useCategories(): string[] {
  const { value } = useResource('categories', () => client.listProducts({ query: { limit: 100 } }));
  const found = (value?.items ?? []).map(({ category }) => category).filter((category) => category !== 'service');
  return [...new Set(found)].sort();
}

function Categories({ chosen, q }: { chosen: string; q: string }) {
  const { t } = useLanguage();
  const nameOf = useCategoryName();
  return (
    <nav aria-label={t('browse.categories')}>
      <ul class="row">
        {['', ...useCategories()].map((category) => (
          <li key={category}>
            <Link to={browsePath(category, q)} class="chip" current={category === chosen}>
              {category === '' ? t('browse.all') : nameOf(category)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Search({ category, q }: { category: string; q: string }) {
  const { t } = useLanguage();
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped(q), [q]);
  const search = (event: Event) => {
    event.preventDefault();
    go(browsePath(category, typed.trim()));
  };
  return (
    <search>
      <form class="search" onSubmit={search}>
        <label class="unseen" for="q">
          {t('browse.search')}
        </label>
        <input
          id="q"
          type="search"
          maxLength={100}
          placeholder={t('browse.search')}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit">{t('browse.find')}</button>
      </form>
    </search>
  );
}

type Found = { items: Product[]; nextCursor?: string };

function Results({ category, q }: { category: string; q: string }) {
  const { t, language } = useLanguage();
  const [more, setMore] = useState<Found>({ items: [] });
  const [problem, setProblem] = useState<unknown>();
  const load = (cursor?: string) =>
    client.listProducts({
      query: {
        channel: 'web',
        limit: PAGE,
        ...(category ? { category } : {}),
        ...(q ? { q } : {}),
        ...(cursor ? { cursor } : {}),
      },
    });
  const key = JSON.stringify([category, q, language]);
  const { value, error, isLoading, reload } = useResource(key, () => load());
  useEffect(() => setMore({ items: [] }), [key]);
  if (isLoading) return <Loading />;
  if (error || !value) return <ProblemNote error={error} retry={reload} />;
  const items = [...value.items, ...more.items];
  const nextCursor = more.items.length > 0 ? more.nextCursor : value.nextCursor;
  const loadMore = async () => {
    setProblem(undefined);
    try {
      const next = await load(nextCursor);
      setMore({ items: [...more.items, ...next.items], nextCursor: next.nextCursor });
    } catch (failure) {
      setProblem(failure);
    }
  };
  return (
    <div class="stack">
      <p class="soft small" role="status">
        {items.length === 0 ? t('browse.nothing') : t('browse.shown', { count: items.length })}
      </p>
      <ul class="tiles">
        {items.map((product) => (
          <Tile key={product.sku} product={product} />
        ))}
      </ul>
      {problem ? <ProblemNote error={problem} /> : null}
      {nextCursor ? (
        <button type="button" onClick={loadMore}>
          {t('browse.more')}
        </button>
      ) : null}
    </div>
  );
}

/** `/`: the catalogue with search and categories. */
export function Browse() {
  const { t } = useLanguage();
  useTitle();
  const { query } = usePlace();
  const category = query.get('category') ?? '';
  const q = query.get('q') ?? '';
  return (
    <div class="stack">
      <h1>{t('browse.title')}</h1>
      <Search category={category} q={q} />
      <Categories chosen={category} q={q} />
      <Results category={category} q={q} />
      {category || q ? null : (
        <>
          <Reorder />
          <Suggestions placement="home" />
        </>
      )}
    </div>
  );
}

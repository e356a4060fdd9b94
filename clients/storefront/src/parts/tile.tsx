import type { Product } from '../api.ts';
import { useLanguage } from '../language.ts';
import { Link, productPath } from '../router.tsx';
import { Price, Stock } from './price.tsx';

const hueOf = (text: string): number =>
  [...text].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 360, 7);

/** What a picture needs to know of a product. */
type Pictured = Pick<Product, 'name' | 'category'> & Partial<Pick<Product, 'attributes'>>;

/** Stands in for a picture: the product's emoji, else its first sign, on the colour of its category. */
export function Picture({ product: { name, category, attributes } }: { product: Pictured }) {
  const emoji = attributes?.emoji;
  return (
    <span class="picture" style={{ '--hue': String(hueOf(category)) }} aria-hidden="true">
      {typeof emoji === 'string' ? emoji : [...name][0]}
    </span>
  );
}

/** One product in a list. */
export function Tile({ product, why }: { product: Product; why?: string }) {
  return (
    <li class="tile card">
      <Picture product={product} />
      <h3>
        <Link to={productPath(product.sku)}>{product.name}</Link>
      </h3>
      {why ? <p class="soft small">{why}</p> : null}
      <div class="row spread">
        <Price product={product} />
        <Stock product={product} />
      </div>
    </li>
  );
}

/** The name of a category in the visitor's language, where it has one. */
export function useCategoryName(): (category: string) => string {
  const { texts } = useLanguage();
  return (category) => {
    const key = `category.${category}`;
    return Object.hasOwn(texts, key) ? texts[key as keyof typeof texts] : category;
  };
}

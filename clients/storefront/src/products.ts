import { useResource } from '../../ui/resource.ts';
import { client, type Product } from './api.ts';
import { useLanguage } from './language.ts';

const known = new Map<string, Promise<Product | undefined>>();

function look(sku: string, language: string): Promise<Product | undefined> {
  const key = `${language} ${sku}`;
  const before = known.get(key);
  if (before) return before;
  // A product that cannot be read must not take the page down that only wants its name.
  const reading = client.getProduct({ params: { sku } }).catch(() => {
    known.delete(key);
    return undefined;
  });
  known.set(key, reading);
  return reading;
}

/** Names and pictures of some products, as they were when first looked at; those not found are left out. */
export function useProducts(skus: readonly string[]): Map<string, Product> {
  const { language } = useLanguage();
  const key = `${language} ${skus.join(' ')}`;
  const { value } = useResource(key, () => Promise.all(skus.map((sku) => look(sku, language))));
  const found = (value ?? []).filter((product) => product !== undefined);
  return new Map(found.map((product) => [product.sku, product]));
}

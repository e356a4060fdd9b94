import { createStore } from '../../ui/store.ts';
import { type Cart, EMPTY, isCart } from './cart.ts';

/** The cart, remembered on this device. */
export const cart = createStore<Cart>(EMPTY, { area: localStorage, key: 'oneshelf.cart', accepts: isCart });

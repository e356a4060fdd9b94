import { CUSTOMERS, ORDERS } from './seed/orders.ts';
import { announceOffers, fillShelves, signIn, welcome } from './seed/shop.ts';
import { trade } from './seed/trade.ts';

async function trades(url: string, customerId: string): Promise<void> {
  const [staff, buyer] = await Promise.all([signIn(url, 'demo-staff', 'staff'), signIn(url, customerId, 'customer')]);
  const customer = CUSTOMERS.find((one) => one.customerId === customerId);
  if (customer) await welcome(buyer, customer);
  for (const order of ORDERS.filter((one) => one.customerId === customerId)) await trade({ staff, buyer }, order);
}

/** Fills an empty shop with demo data, through its public API like anybody else. Throws when the platform refuses something. */
export async function seed(url: string): Promise<void> {
  const staff = await signIn(url, 'demo-staff', 'staff');
  await Promise.all([fillShelves(staff), announceOffers(staff)]);
  await Promise.all(CUSTOMERS.map(({ customerId }) => trades(url, customerId)));
}

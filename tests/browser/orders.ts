// Orders for stories: each story buys its own, so that stories do not meet.

/** One line of an order. */
export interface OrderLine {
  id: string;
  sku: string;
  title: string;
  quantity: number;
  unit_price: { amount_minor: number; currency: string };
  category: string;
  serial?: string;
}

/** What the backend knows of it. */
export interface OrderFacts {
  number: string;
  verified: boolean;
  placed_on: string;
  delivered_on: string;
  country: string;
  currency: string;
  lines: OrderLine[];
}

/** An order and whose it is. */
export interface Order {
  shop: "lamps";
  email: string;
  facts: OrderFacts;
}

type Item = Omit<OrderLine, "id">;

/** A desk lamp of 129 EUR. */
export const LAMP: Item = {
  sku: "AUBE-01",
  title: "Lampe de table Aube, laiton",
  quantity: 1,
  unit_price: { amount_minor: 12_900, currency: "EUR" },
  category: "lamp",
};

/** A battery of 24.90 EUR; the shop asks for its serial number. */
export const BATTERY: Item = {
  sku: "PILE-18",
  title: "Batterie Lumen 18 Wh",
  quantity: 1,
  unit_price: { amount_minor: 2_490, currency: "EUR" },
  category: "battery",
};

/** The civil date so many days ago where the shop is. */
export function daysAgo(days: number): string {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" }).format(new Date());
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - days);
  return day.toISOString().slice(0, 10);
}

/** The same day so many years later; 29 February becomes the 28th. */
export function yearsAfter(date: string, years: number): string {
  const later = `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;
  return later.endsWith("-02-29") && new Date(later).getUTCDate() !== 29 ? later.replace("-29", "-28") : later;
}

let made = 0;

/** A new order that came so many days ago. */
export function newOrder(delivered: { daysAgo: number }, ...items: Item[]): Order {
  made += 1;
  return {
    shop: "lamps",
    email: `customer${made}@mail.example`,
    facts: {
      number: `LB-${7000 + made}`,
      verified: true,
      placed_on: daysAgo(delivered.daysAgo + 3),
      delivered_on: daysAgo(delivered.daysAgo),
      country: "FR",
      currency: "EUR",
      lines: items.map((item, at) => ({ id: String(at + 1), ...item })),
    },
  };
}

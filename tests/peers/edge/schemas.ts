// What the peer reads, as zod schemas with the limits of the real one.

import { z } from "zod";

const day = z.iso.date();
const money = z.object({ amount_minor: z.int(), currency: z.string().length(3) });

export const FindOrder = z.strictObject({
  order_number: z.string().trim().min(1).max(64),
  email: z.email().max(254),
  locale: z.string().max(35).optional(),
});

export const OrderFacts = z.object({
  number: z.string().max(64),
  placed_on: day,
  delivered_on: day.optional(),
  country: z.string().length(2),
  currency: z.string().length(3),
  lines: z
    .array(
      z.object({
        id: z.string().max(64),
        sku: z.string().optional(),
        title: z.string().max(200),
        quantity: z.int().min(1),
        unit_price: money.optional(),
        category: z.string().optional(),
      }),
    )
    .min(1),
});
export type Order = z.infer<typeof OrderFacts>;

const kinds = ["photo", "video", "receipt", "serial", "statement"] as const;
const remedies = ["repair", "replace", "exchange", "refund", "partial_refund", "store_credit", "spare_part", "coupon"] as const;
export type Remedy = (typeof remedies)[number];

export const Draft = z.strictObject({
  locale: z.string().max(35),
  customer: z.strictObject({ name: z.string().min(1).max(200), email: z.email().max(254), phone: z.string().max(40).optional() }),
  lines: z
    .array(
      z.strictObject({
        line: z.string().max(64),
        quantity: z.int().min(1),
        problem: z.string().max(64),
        description: z.string().max(4000).default(""),
        requested: z.enum(remedies).optional(),
        opened: z.boolean().default(false),
        seal_broken: z.boolean().default(false),
        serial: z.string().max(100).optional(),
      }),
    )
    .min(1)
    .max(50),
  files: z
    .array(z.strictObject({ kind: z.enum(kinds), name: z.string().max(200), media_type: z.string().max(200), size_bytes: z.int() }))
    .max(10)
    .default([]),
});
export type ClaimDraft = z.infer<typeof Draft>;

/** What of the shop's variables the peer uses. */
export interface Problem {
  id: string;
  kind: string;
  evidence?: string[];
}
export interface Rule {
  id: string;
  when: { problem?: string; kind?: string; category?: string; price_below?: string; days_since_delivery_at_most?: number };
  then: { remedies?: Remedy[]; decision?: "approve" | "review" | "decline"; evidence?: string[]; keep_item?: boolean };
}
export interface Policy {
  withdrawal?: { days?: number };
  warranty?: { months?: number; remedies?: Remedy[] };
}

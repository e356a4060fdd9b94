import type { State } from '../state.ts';

/** What the sandbox provider says of a payment. */
export type CaptureStatus = 'captured' | 'declined' | 'pending';

/** A payment as the provider knows it, under the shop's id. */
export interface Capture {
  paymentId: string;
  amount: number;
  currency: string;
  status: CaptureStatus;
  /** When it got its status. */
  at: string;
}

/** Money that the provider gave back, under the shop's id. */
export interface Refund {
  refundId: string;
  paymentId: string;
  amount: number;
  currency: string;
  at: string;
}

/** One line of a day's statement. */
export interface StatementItem {
  kind: 'capture' | 'refund';
  id: string;
  paymentId: string;
  amount: number;
  currency: string;
  at: string;
}

/** The provider's own books. What they say is true of the money, whatever the shop has written down. */
export interface PaymentBooks {
  capture(paymentId: string): Capture | undefined;
  putCapture(capture: Capture): void;
  refund(refundId: string): Refund | undefined;
  /** What was given back of a payment, oldest first. */
  refundsOf(paymentId: string): Refund[];
  putRefund(refund: Refund): void;
  /** What was captured and given back on a UTC day, oldest first. */
  statement(date: string): StatementItem[];
}

const tables = `
  CREATE TABLE IF NOT EXISTS provider_captures (paymentId TEXT PRIMARY KEY, amount INTEGER NOT NULL, currency TEXT NOT NULL,
    status TEXT NOT NULL, at TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS provider_refunds (refundId TEXT PRIMARY KEY, paymentId TEXT NOT NULL, amount INTEGER NOT NULL,
    currency TEXT NOT NULL, at TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS provider_refunds_of ON provider_refunds (paymentId);`;

const statementOf = `
  SELECT 'capture' AS kind, paymentId AS id, paymentId, amount, currency, at FROM provider_captures
    WHERE status = 'captured' AND substr(at, 1, 10) = :date
  UNION ALL SELECT 'refund', refundId, paymentId, amount, currency, at FROM provider_refunds WHERE substr(at, 1, 10) = :date
  ORDER BY at, id`;

// SQLite hands out rows without a prototype; a copy is a plain object like any other.
const row = <T>(found: unknown): T | undefined => (found ? ({ ...found } as T) : undefined);

/** Opens the provider's books in the platform's state: they survive a restart as a real provider's would. */
export function openPaymentBooks({ database }: Pick<State, 'database'>): PaymentBooks {
  database.exec(tables);
  const capture = database.prepare('SELECT * FROM provider_captures WHERE paymentId = ?');
  const refund = database.prepare('SELECT * FROM provider_refunds WHERE refundId = ?');
  const refunds = database.prepare('SELECT * FROM provider_refunds WHERE paymentId = ? ORDER BY at, refundId');
  const writeCapture = database.prepare('INSERT OR REPLACE INTO provider_captures VALUES (?, ?, ?, ?, ?)');
  const writeRefund = database.prepare('INSERT INTO provider_refunds VALUES (?, ?, ?, ?, ?)');
  const statement = database.prepare(statementOf);
  return {
    capture: (paymentId) => row<Capture>(capture.get(paymentId)),
    putCapture: ({ paymentId, amount, currency, status, at }) => {
      writeCapture.run(paymentId, amount, currency, status, at);
    },
    refund: (refundId) => row<Refund>(refund.get(refundId)),
    refundsOf: (paymentId) => refunds.all(paymentId).map((found) => ({ ...found }) as unknown as Refund),
    putRefund: ({ refundId, paymentId, amount, currency, at }) => {
      writeRefund.run(refundId, paymentId, amount, currency, at);
    },
    statement: (date) => statement.all({ date }).map((found) => ({ ...found }) as unknown as StatementItem),
  };
}

import { MessageSent } from './campaigns/message-sent.v1.ts';
import { ProductChanged } from './catalog/product-changed.v1.ts';
import { PersonalPriceHigher } from './compliance/personal-price-higher.v1.ts';
import { PromotionUnlawful } from './compliance/promotion-unlawful.v1.ts';
import type { EventContract } from './contract.ts';
import { CustomerProfileChanged } from './customers/customer-profile-changed.v1.ts';
import { DeliveryProgressed } from './deliveries/delivery-progressed.v1.ts';
import { ReviewPublished } from './feedback/review-published.v1.ts';
import { GroupCompleted } from './group-buys/group-completed.v1.ts';
import { GroupFailed } from './group-buys/group-failed.v1.ts';
import { StockAstray } from './inventory/stock-astray.v1.ts';
import { StockDifference } from './inventory/stock-difference.v1.ts';
import { StockFreed } from './inventory/stock-freed.v1.ts';
import { StockLow } from './inventory/stock-low.v1.ts';
import { StockReceived } from './inventory/stock-received.v1.ts';
import { StockShortage } from './inventory/stock-shortage.v1.ts';
import { LotteryDrawn } from './lotteries/lottery-drawn.v1.ts';
import { PrizeRedeemed } from './lotteries/prize-redeemed.v1.ts';
import { LateMoneyReturned } from './orders/late-money-returned.v1.ts';
import { OrderCancelled } from './orders/order-cancelled.v1.ts';
import { OrderCompleted } from './orders/order-completed.v1.ts';
import { OrderDelivered } from './orders/order-delivered.v1.ts';
import { OrderExpired } from './orders/order-expired.v1.ts';
import { OrderImported } from './orders/order-imported.v1.ts';
import { OrderPaid } from './orders/order-paid.v1.ts';
import { OrderPartShipped } from './orders/order-part-shipped.v1.ts';
import { OrderPlaced } from './orders/order-placed.v1.ts';
import { OrderRefundFailed } from './orders/order-refund-failed.v1.ts';
import { OrderRefunded } from './orders/order-refunded.v1.ts';
import { OrderShipped } from './orders/order-shipped.v1.ts';
import { ReturnReceived } from './orders/return-received.v1.ts';
import { ReturnRequested } from './orders/return-requested.v1.ts';
import { PriceAlert } from './pricing/price-alert.v1.ts';
import { BudgetReached } from './promotions/budget-reached.v1.ts';
import { PromotionPublished } from './promotions/promotion-published.v1.ts';
import { PromotionStopped } from './promotions/promotion-stopped.v1.ts';
import { PromotionsSeen } from './recommendations/promotions-seen.v1.ts';
import { ReferralRewarded } from './referrals/referral-rewarded.v1.ts';
import { RewardTakenBack } from './referrals/reward-taken-back.v1.ts';
import { RehearsalAdvanced } from './rehearsals/rehearsal-advanced.v1.ts';

/** Every fact that any context publishes, in every version that is still published. A new event file belongs in here. */
export const CATALOGUE: readonly EventContract[] = [
  MessageSent,
  ProductChanged,
  PersonalPriceHigher,
  PromotionUnlawful,
  CustomerProfileChanged,
  DeliveryProgressed,
  ReviewPublished,
  GroupCompleted,
  GroupFailed,
  StockAstray,
  StockDifference,
  StockFreed,
  StockLow,
  StockReceived,
  StockShortage,
  LotteryDrawn,
  PrizeRedeemed,
  LateMoneyReturned,
  OrderCancelled,
  OrderCompleted,
  OrderDelivered,
  OrderExpired,
  OrderImported,
  OrderPaid,
  OrderPartShipped,
  OrderPlaced,
  OrderRefundFailed,
  OrderRefunded,
  OrderShipped,
  ReturnReceived,
  ReturnRequested,
  PriceAlert,
  BudgetReached,
  PromotionPublished,
  PromotionStopped,
  PromotionsSeen,
  ReferralRewarded,
  RewardTakenBack,
  RehearsalAdvanced,
];

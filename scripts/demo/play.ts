import type { GetOrderStoryReply } from '../../clients/sdk/src/generated.ts';
import { gather, type Stage } from './cast.ts';
import { buy, pay, recommend, ship, storyOf } from './order-life.ts';
import { openShop } from './shop-work.ts';
import { expectThat } from './surprise.ts';

/** The steps that every completed order has gone through, in this order. */
const MILESTONES = ['PAID', 'SHIPPED', 'DELIVERED', 'COMPLETED'];

function checkStory({ steps }: GetOrderStoryReply): void {
  const told = steps.map(({ step }) => step).filter((step) => MILESTONES.includes(step));
  expectThat(told.join() === MILESTONES.join(), `the story tells ${told.join(', ')}`);
}

const lineOf = ({ at, step, actor, event = '', correlationId = '' }: GetOrderStoryReply['steps'][number]): string =>
  `${at}  ${step.padEnd(24)} ${actor.padEnd(34)} ${event.padEnd(28)} ${correlationId}`.trimEnd();

/** Plays one order's whole life against a running platform. Throws `Surprise` or `ApiError` when something is not as it should be. */
export async function playOrderLife(stage: Stage): Promise<GetOrderStoryReply> {
  let count = 0;
  const numbered: Stage = {
    ...stage,
    tell: (line) => {
      count += 1;
      stage.tell(`${String(count).padStart(2)}  ${line}`);
    },
  };
  const cast = await gather(stage);
  const goods = await openShop(cast, numbered);
  const order = await buy(cast, goods, numbered);
  await pay(cast, order, numbered);
  await ship(cast, order.orderId, numbered);
  await recommend(cast, order.orderId, goods, numbered);
  const story = await storyOf(cast, order.orderId);
  checkStory(story);
  stage.tell(`\nThe story of ${order.orderId}:`);
  for (const step of story.steps) stage.tell(lineOf(step));
  return story;
}

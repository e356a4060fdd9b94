import type { EngineLink } from '../../local/engine-link.ts';
import type { Tally } from './tally.ts';

type Consumed = { TableName: string; CapacityUnits?: number };

const reading = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const writing = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

const consumedIn = (body: Buffer): Consumed[] => {
  const { ConsumedCapacity: consumed } = JSON.parse(body.toString()) as { ConsumedCapacity?: Consumed | Consumed[] };
  return consumed === undefined ? [] : [consumed].flat();
};

/**
 * Lets the engine say with every call how many request units it took, by DynamoDB's rules and with its indexes, and adds
 * them up by table. Streams are not counted: reading them for a function costs nothing.
 */
export function watchUnits(link: EngineLink, reads: Tally, writes: Tally): void {
  const send = link.send;
  link.send = async (target, body) => {
    const operation = target.slice(target.indexOf('.') + 1);
    const tally = reading.has(operation) ? reads : writes;
    if (!reading.has(operation) && !writing.has(operation)) return send(target, body);
    const asking = { ...(JSON.parse(body.toString()) as object), ReturnConsumedCapacity: 'TOTAL' };
    const reply = await send(target, JSON.stringify(asking));
    for (const { TableName, CapacityUnits = 0 } of consumedIn(reply.body)) tally.add(TableName, CapacityUnits);
    return reply;
  };
}

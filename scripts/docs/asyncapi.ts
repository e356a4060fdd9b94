import { CATALOGUE } from '../../events/catalogue.ts';
import { CHANNELS, type EventContract } from '../../events/contract.ts';
import type { JsonSchema } from './json-schema.ts';
import { schemasNow } from './snapshots.ts';

const text = { type: 'string' };

/** The fields that surround the data of every event. */
function envelopeOf(contract: EventContract, data: JsonSchema): JsonSchema {
  return {
    type: 'object',
    properties: {
      id: { ...text, description: 'Unique per fact: deduplicate by it.' },
      type: { ...text, const: contract.type },
      occurredAt: { ...text, format: 'date-time' },
      subject: { ...text, description: 'Id of the aggregate the fact is about.' },
      correlationId: text,
      causationId: text,
      channel: { ...text, enum: CHANNELS },
      data,
    },
    required: ['id', 'type', 'occurredAt', 'subject', 'correlationId', 'causationId', 'data'],
  };
}

function messageOf(contract: EventContract, data: JsonSchema): JsonSchema {
  const { type, name, source, detailType, example, supersededBy, retireAfter } = contract;
  return {
    name: type,
    title: name,
    contentType: 'application/json',
    tags: [{ name: contract.context }],
    payload: { schemaFormat: 'application/schema+json;version=draft-2020-12', schema: envelopeOf(contract, data) },
    examples: [{ payload: { type, data: example } }],
    'x-eventbridge': { source, 'detail-type': detailType },
    ...(supersededBy ? { deprecated: true, 'x-superseded-by': supersededBy } : {}),
    ...(retireAfter ? { 'x-retire-after': retireAfter } : {}),
  };
}

const reference = (path: string): JsonSchema => ({ $ref: path });

/** The AsyncAPI 3.0 document of all events: one bus, a channel per context. */
export function asyncApiOf(version: string): JsonSchema {
  const schemas = schemasNow();
  const contexts = [...new Set(CATALOGUE.map(({ context }) => context))].sort();
  const messages = CATALOGUE.map((contract) => [contract.type, messageOf(contract, schemas.get(contract.type) ?? {})]);
  const channelOf = (context: string) => {
    const own = CATALOGUE.filter((contract) => contract.context === context).map(({ type }) => type);
    return {
      address: `oneshelf.${context}`,
      description: `What ${context} says; the address is the event's source on the bus.`,
      messages: Object.fromEntries(own.map((type) => [type, reference(`#/components/messages/${type}`)])),
    };
  };
  return {
    asyncapi: '3.0.0',
    info: { title: 'Oneshelf events', version, license: { name: 'MIT' } },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(contexts.map((context) => [context, channelOf(context)])),
    operations: Object.fromEntries(
      contexts.map((context) => [`${context}Says`, { action: 'send', channel: reference(`#/channels/${context}`) }]),
    ),
    components: { messages: Object.fromEntries(messages) },
  };
}

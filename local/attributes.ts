import { type Identity, RESOURCE_TYPES, type TypeFacts } from './resource-types.ts';
import { Unsupported } from './unsupported.ts';

/** The physical name of a resource from its type's name property, or `fallback`. */
export function nameOf(type: string, property: (name: string) => unknown, fallback: string): string {
  const facts = factsOf(type);
  const named = facts?.name === undefined ? undefined : property(facts.name);
  const name = typeof named === 'string' ? named : fallback;
  return type === 'AWS::S3::Bucket' ? name.toLowerCase() : name;
}

/** The ARN of a resource; undefined for a type without one and for a type that is not known here. */
export function arnOf(it: Identity): string | undefined {
  return factsOf(it.type)?.arn?.(it);
}

/** What Ref gives for a resource. Throws {@link Unsupported} for a type that is not known here. */
export function refOf(it: Identity, where: string): string {
  const facts = factsOf(it.type);
  if (facts === undefined) throw new Unsupported('reference to resource type', it.type, where);
  return facts.ref?.(it) ?? it.name;
}

/** What GetAtt gives. Throws {@link Unsupported} for an attribute or a type that is not known here. */
export function attributeOf(it: Identity, attribute: string, where: string): string {
  const facts = factsOf(it.type);
  const own = facts?.attributes;
  const say = own !== undefined && Object.hasOwn(own, attribute) ? own[attribute] : undefined;
  const value = say?.(it) ?? (attribute === 'Arn' ? facts?.arn?.(it) : undefined);
  if (value === undefined) throw new Unsupported('resource attribute', `${it.type}.${attribute}`, where);
  return value;
}

const factsOf = (type: string): TypeFacts | undefined =>
  Object.hasOwn(RESOURCE_TYPES, type) ? RESOURCE_TYPES[type] : undefined;

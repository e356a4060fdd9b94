/** A key attribute and its type. */
export interface KeyAttribute {
  name: string;
  type: 'S' | 'N' | 'B';
}

/** Partition key, and sort key where there is one. */
export interface KeySpec {
  partition: KeyAttribute;
  sort?: KeyAttribute;
}

/** A global secondary index. */
export interface IndexSpec extends KeySpec {
  name: string;
  /** The attributes it shows besides all keys; `ALL` for every one. */
  shows: 'ALL' | string[];
}

/** A table of the model store. */
export interface TableSpec extends KeySpec {
  name: string;
  indexes: IndexSpec[];
  /** Whether changes go to a stream. */
  stream: boolean;
  /** The attribute with the epoch second after which an item may go. */
  ttl?: string;
}

type KeySchema = { AttributeName: string; KeyType: string }[];
type Projection = { ProjectionType?: string; NonKeyAttributes?: string[] };

/** What CreateTable takes, as far as the model needs it; `local/tables.ts` reads it from the template as `creation`. */
export interface Creation {
  TableName: string;
  AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
  KeySchema: KeySchema;
  GlobalSecondaryIndexes?: { IndexName: string; KeySchema: KeySchema; Projection?: Projection }[];
  StreamSpecification?: { StreamEnabled?: boolean };
}

function keySpec(schema: KeySchema, types: Creation['AttributeDefinitions']): KeySpec {
  const attribute = (kind: string): KeyAttribute | undefined => {
    const name = schema.find(({ KeyType }) => KeyType === kind)?.AttributeName;
    const type = types.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
    return name === undefined ? undefined : { name, type: type as KeyAttribute['type'] };
  };
  const [partition, sort] = [attribute('HASH'), attribute('RANGE')];
  if (!partition) throw new Error('a table without partition key');
  return { partition, ...(sort && { sort }) };
}

const shown = ({ ProjectionType = 'ALL', NonKeyAttributes = [] }: Projection = {}): 'ALL' | string[] =>
  ProjectionType === 'ALL' ? 'ALL' : NonKeyAttributes;

/** The table that CreateTable would make of `creation`, with the template's TTL attribute if it has one. */
export function specOf(creation: Creation, ttl?: string): TableSpec {
  const types = creation.AttributeDefinitions;
  return {
    name: creation.TableName,
    ...keySpec(creation.KeySchema, types),
    indexes: (creation.GlobalSecondaryIndexes ?? []).map((index) => ({
      name: index.IndexName,
      ...keySpec(index.KeySchema, types),
      shows: shown(index.Projection),
    })),
    stream: creation.StreamSpecification?.StreamEnabled === true,
    ...(ttl && { ttl }),
  };
}

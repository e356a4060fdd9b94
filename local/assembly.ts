import { type AssemblyFiles, readAssembly, type Template, type TemplateResource } from './assembly-files.ts';
import { arnOf, attributeOf, nameOf, refOf } from './attributes.ts';
import type { Realm } from './dynamodb-actions.ts';
import { holds, resolve, type Scope } from './intrinsics.ts';
import type { Identity } from './resource-types.ts';
import { Unsupported } from './unsupported.ts';

/** A resource of a synthesised stack with everything resolved. */
export type Resource = {
  stack: string;
  logicalId: string;
  type: string;
  /** The name: the type's name property, else `<stack>-<logicalId>`. Not always what Ref gives. */
  physicalId: string;
  arn: string | undefined;
  /** Without intrinsic functions; a Lambda function's `Code` is `{ directory }` when it comes from an asset. */
  properties: Record<string, unknown>;
  /** Explicit DependsOn only. */
  dependsOn: string[];
  metadata: Record<string, unknown>;
};

/**
 * Reads a CDK cloud assembly and resolves its stacks as if deployed to the given account, region and partition.
 * Resources under a false condition are left out, and so is AWS::CDK::Metadata, which only counts constructs.
 * Throws {@link Unsupported} for what cannot be resolved; a resource type without known attributes is refused only
 * where something refers to it, so the caller has to refuse the types that it cannot run.
 */
export function loadAssembly(dir: string, parameters: Realm): Resource[] {
  const files = readAssembly(dir);
  const exported = new Map<string, () => unknown>();
  const importValue = (name: string): unknown => {
    const value = exported.get(name);
    if (value === undefined) throw new Unsupported('import of', name, dir);
    return value();
  };
  const stacks = files.stacks.map(({ name, template }) =>
    openStack({ name, template, realm: parameters }, importValue),
  );
  for (const stack of stacks) for (const [name, value] of stack.exports()) exported.set(name, value);
  return stacks.flatMap((stack) => stack.resources(files.assets));
}

type StackSource = { name: string; template: Template; realm: Realm };
type OpenStack = {
  exports(): [name: string, value: () => unknown][];
  resources(assets: AssemblyFiles['assets']): Resource[];
};

/** Everything is resolved on demand and once, so that templates may refer to themselves in any order. */
function openStack(source: StackSource, importValue: Scope['importValue']): OpenStack {
  const { name: stack, template, realm } = source;
  if (template.Transform !== undefined) throw new Unsupported('template transform', String(template.Transform), stack);
  const present = new Map<string, TemplateResource>();

  const condition = once(stack, (name: string) => {
    const expression = template.Conditions?.[name];
    if (expression === undefined) throw new Unsupported('condition', name, stack);
    return holds(expression, scopeAt(stack));
  });
  const identity = once(stack, (logicalId: string): Identity => {
    const resource = present.get(logicalId);
    if (resource === undefined) throw new Unsupported('reference to', logicalId, stack);
    const scope = scopeAt(`${stack}/${logicalId}`);
    const property = (name: string) => resolve(resource.Properties?.[name], scope);
    return { type: resource.Type, name: nameOf(resource.Type, property, `${stack}-${logicalId}`), realm, property };
  });
  const ref = (name: string, where: string): unknown => {
    if (name === 'AWS::NoValue') return undefined;
    if (name.startsWith('AWS::')) return pseudoParameter(name, source);
    const parameter = template.Parameters?.[name];
    return parameter === undefined ? refOf(identity(name), where) : parameterValue(name, parameter, stack);
  };
  const scopeAt = (where: string): Scope => ({
    where,
    ref: (name) => ref(name, where),
    attribute: (logicalId, name) => attributeOf(identity(logicalId), name, where),
    condition,
    mapping: (path) => mappingValue(template, path, where),
    importValue,
  });

  for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
    if (resource.Type === 'AWS::CDK::Metadata') continue;
    if (resource.Condition === undefined || condition(resource.Condition)) present.set(logicalId, resource);
  }
  return {
    exports: () =>
      Object.values(template.Outputs ?? {}).flatMap((output): [string, () => unknown][] => {
        if (output.Export === undefined || (output.Condition !== undefined && !condition(output.Condition))) return [];
        const scope = scopeAt(`${stack}/Outputs`);
        return [[String(resolve(output.Export.Name, scope)), () => resolve(output.Value, scope)]];
      }),
    resources: (assets) =>
      [...present].map(([logicalId, resource]) => {
        const it = identity(logicalId);
        const properties = Object.entries(resource.Properties ?? {}).flatMap(([name]) => {
          const value = it.property(name);
          return value === undefined ? [] : [[name, value] as const];
        });
        return {
          stack,
          logicalId,
          type: it.type,
          physicalId: it.name,
          arn: arnOf(it),
          properties: withAsset(it.type, Object.fromEntries(properties), assets),
          dependsOn: [resource.DependsOn ?? []].flat().filter((id) => present.has(id)),
          metadata: resource.Metadata ?? {},
        };
      }),
  };
}

/** Remembers answers by name, and refuses a name whose answer needs itself. */
function once<T>(where: string, compute: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  const busy = new Set<string>();
  return (name) => {
    const seen = known.get(name);
    if (seen !== undefined) return seen;
    if (busy.has(name)) throw new Unsupported('circular reference', name, where);
    busy.add(name);
    const value = compute(name);
    busy.delete(name);
    known.set(name, value);
    return value;
  };
}

function pseudoParameter(name: string, { name: stack, realm }: StackSource): string {
  const { accountId, region, partition } = realm;
  const values: Record<string, string> = {
    'AWS::AccountId': accountId,
    'AWS::Region': region,
    'AWS::Partition': partition,
    'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    'AWS::StackName': stack,
    'AWS::StackId': `arn:${partition}:cloudformation:${region}:${accountId}:stack/${stack}/local`,
  };
  const value = values[name];
  if (value === undefined) throw new Unsupported('pseudo parameter', name, stack);
  return value;
}

/** A parameter is its default: nobody is asked here, and the Parameter Store is not there yet. */
function parameterValue(name: string, parameter: Record<string, unknown>, stack: string): unknown {
  const { Type: type = 'String', Default: value } = parameter;
  if (value === undefined) throw new Unsupported('parameter without a default', name, stack);
  if (String(type).startsWith('AWS::SSM::')) throw new Unsupported('parameter type', String(type), `${stack}/${name}`);
  return type === 'CommaDelimitedList' ? String(value).split(',') : value;
}

function mappingValue(template: Template, [map, first, second]: [string, string, string], where: string): unknown {
  const value = template.Mappings?.[map]?.[first]?.[second];
  if (value === undefined) throw new Unsupported('mapping', `${map}.${first}.${second}`, where);
  return value;
}

function withAsset(
  type: string,
  properties: Record<string, unknown>,
  assets: AssemblyFiles['assets'],
): Record<string, unknown> {
  const { Code: code } = properties;
  if (type !== 'AWS::Lambda::Function' || typeof code !== 'object' || code === null || !('S3Key' in code)) {
    return properties;
  }
  const directory = assets.get(String(code.S3Key));
  if (directory === undefined) throw new Unsupported('asset', String(code.S3Key), type);
  return { ...properties, Code: { directory } };
}

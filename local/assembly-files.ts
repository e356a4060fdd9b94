import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Unsupported } from './unsupported.ts';

/** A CloudFormation template as synthesised; what its parts hold is read where it is used. */
export type Template = {
  Parameters?: Record<string, Record<string, unknown>>;
  Mappings?: Record<string, Record<string, Record<string, unknown>>>;
  Conditions?: Record<string, unknown>;
  Resources?: Record<string, TemplateResource>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown }; Condition?: string }>;
  Transform?: unknown;
};

/** One entry of a template's Resources. */
export type TemplateResource = {
  Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
  Condition?: string;
  Metadata?: Record<string, unknown>;
};

/** What lies on disk: the templates by stack name, and the assets' places by their key in the staging bucket. */
export type AssemblyFiles = { stacks: { name: string; template: Template }[]; assets: Map<string, string> };

type Artifact = { type: string; properties?: Record<string, string> };
type AssetManifest = {
  files?: Record<string, { source: { path?: string }; destinations: Record<string, { objectKey: string }> }>;
};

/** Artifacts that carry nothing to run. */
const IGNORED = new Set(['cdk:tree', 'cdk:feature-flag-report']);

/** The file is a synthesised one of our own: its shape is the CDK's promise, so only its use is checked. */
const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8'));

/** Reads a CDK cloud assembly with the assemblies nested in it. Throws {@link Unsupported} for an unknown kind of artifact. */
export function readAssembly(dir: string): AssemblyFiles {
  const path = join(dir, 'manifest.json');
  if (!existsSync(path)) throw new Unsupported('cloud assembly', dir, 'no manifest.json');
  const { artifacts = {} } = readJson<{ artifacts?: Record<string, Artifact> }>(path);
  const files: AssemblyFiles = { stacks: [], assets: new Map() };
  for (const [id, { type, properties = {} }] of Object.entries(artifacts)) {
    const read = READERS[type];
    if (read !== undefined) read({ dir, id, properties }, files);
    else if (!IGNORED.has(type)) throw new Unsupported('artifact type', type, `${dir}, ${id}`);
  }
  return files;
}

type Place = { dir: string; id: string; properties: Record<string, string> };

const READERS: Record<string, (place: Place, files: AssemblyFiles) => void> = {
  'aws:cloudformation:stack': ({ dir, id, properties }, files) => {
    const template = readJson<Template>(join(dir, fileName(properties.templateFile, id)));
    files.stacks.push({ name: properties.stackName ?? id, template });
  },
  'cdk:asset-manifest': ({ dir, id, properties }, files) => {
    const manifest = readJson<AssetManifest>(join(dir, fileName(properties.file, id)));
    for (const { source, destinations } of Object.values(manifest.files ?? {})) {
      for (const { objectKey } of Object.values(destinations)) {
        if (source.path !== undefined) files.assets.set(objectKey, join(dir, source.path));
      }
    }
  },
  'cdk:cloud-assembly': ({ dir, id, properties }, files) => {
    const nested = readAssembly(join(dir, fileName(properties.directoryName, id)));
    files.stacks.push(...nested.stacks);
    for (const [key, path] of nested.assets) files.assets.set(key, path);
  },
};

function fileName(name: string | undefined, id: string): string {
  if (name === undefined) throw new Unsupported('artifact without a file', id, 'manifest.json');
  return name;
}

/**
 * `node scripts/lock-stubs.ts` adds to package-lock.json what npm leaves out of it: optional packages for other platforms
 * that the registry at hand did not serve. Without an entry `npm ci` of npm 11 refuses the lock file; with one that
 * names its platform, npm skips it here and installs it where it fits. Run it after every change of dependencies.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One package of the lock file, as far as it matters here. */
interface Entry {
  version?: string;
  optionalDependencies?: Record<string, string>;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

/** A lock file of version 3. */
export interface Lock {
  packages: Record<string, Entry>;
}

const SYSTEMS = ['android', 'darwin', 'linux', 'win32', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony'];
const PROCESSORS = ['arm64', 'x64', 'arm', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32'];

/** The folders in which npm looks for what a package wants: its own, then ever further up. */
function foldersFrom(from: string): string[] {
  const parts = from.split('/node_modules/');
  return [...parts.keys()].map((depth) => parts.slice(0, depth + 1).join('/node_modules/')).concat('');
}

function isListed(lock: Lock, from: string, name: string): boolean {
  return foldersFrom(from).some((folder) => lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]);
}

function stubOf(name: string, range: string): Entry {
  const words = name.replace(/^.*\//, '').split(/[-.]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) =>
    words.some((word) => word === processor || (processor === 'arm' && word === 'armv7')),
  );
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : [];
  return {
    version: range.replace(/^[^\d]*/, ''),
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  };
}

/** Stubs for every optional package that some package wants and the lock file does not list, by their place in it. */
export function missingStubs(lock: Lock): Record<string, Entry> {
  const missing: Record<string, Entry> = {};
  for (const [from, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      if (!isListed(lock, from, name)) missing[`node_modules/${name}`] = stubOf(name, range);
    }
  }
  return missing;
}

function main(): void {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
  const stubs = missingStubs(lock);
  const packages = Object.entries({ ...lock.packages, ...stubs }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(
    'package-lock.json',
    `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`,
  );
  process.stdout.write(`${Object.keys(stubs).length} stubs added\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();

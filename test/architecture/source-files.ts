import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One source file of the project. */
export interface SourceFile {
  path: string;
  text: string;
}

const SKIPPED = new Set(['node_modules', 'dist', 'cdk.out', '.oneshelf']);

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    if (SKIPPED.has(name)) return [];
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

/** Every TypeScript file below the given folders of the project, with its text. */
export function sourceFiles(...folders: string[]): SourceFile[] {
  return folders
    .flatMap(walk)
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

const ALL = ['infra', 'functions', 'shared', 'events', 'local', 'clients', 'scripts', 'bench'];

/** Every source file of the project that is not a test. */
export function productFiles(): SourceFile[] {
  return sourceFiles(...ALL);
}

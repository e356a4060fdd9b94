import { sourceFiles } from './source-files.ts';

/** Exports whose meaning is in their file's first comment: the handler of a Lambda, and routes, whose `summary` says it. */
const EXEMPT = /^export const handler\b|^export const \w+ = defineRoute\(|^export (type )?\{/;

function undocumented({ path, text }: { path: string; text: string }): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    if (!/^export /.test(line) || EXEMPT.test(line)) return [];
    const before = lines[index - 1]?.trim() ?? '';
    return before.endsWith('*/') ? [] : [`${path}:${index + 1}`];
  });
}

test('every export of kernel, platform, events, stores and routes says what it promises', () => {
  const files = sourceFiles('shared', 'events', 'functions').filter(
    ({ path }) => /^(shared|events)\//.test(path) || /(store|routes|holds)\.ts$/.test(path),
  );
  expect(files.flatMap(undocumented)).toEqual([]);
});

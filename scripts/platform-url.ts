import { optionalSetting } from '../shared/platform/env.ts';

/** Where the platform listens that a script works on: `--url`, else ONESHELF_URL, else this machine's PORT or 4000. */
export function platformUrl(given: string | undefined): string {
  return given ?? optionalSetting('ONESHELF_URL') ?? `http://127.0.0.1:${optionalSetting('PORT') ?? 4000}`;
}

import { BlockList, isIP } from 'node:net';

const REGEX_SPECIAL = /[.*+?^${}()|[\]\\]/g;

const literal = (text: string): string => text.replace(REGEX_SPECIAL, '\\$&');

/** A test for IAM's wildcards: `*` is any run of characters, `?` is any one, all else is literal. */
export function globMatcher(glob: string, flags = ''): (text: string) => boolean {
  if (glob === '*') return () => true;
  if (!/[*?]/.test(glob) && flags === '') return (text) => text === glob;
  const source = literal(glob).replaceAll('\\*', '[\\s\\S]*').replaceAll('\\?', '[\\s\\S]');
  const regex = new RegExp(`^${source}$`, flags);
  return (text) => regex.test(text);
}

/** A test for EventBridge's wildcard: `*` is any run of characters, `\*` and `\\` are literal. Undefined when malformed. */
export function wildcardMatcher(pattern: string): ((text: string) => boolean) | undefined {
  const tokens = pattern.match(/\\[\s\S]?|[\s\S]/g) ?? [];
  const malformed = (token: string, at: number): boolean =>
    (token.startsWith('\\') && token !== '\\*' && token !== '\\\\') || (token === '*' && tokens[at + 1] === '*');
  if (tokens.some(malformed)) return undefined;
  const source = tokens.map((token) => (token === '*' ? '[\\s\\S]*' : literal(token.at(-1) ?? ''))).join('');
  const regex = new RegExp(`^${source}$`);
  return (text) => regex.test(text);
}

const FAMILY_BITS = { 4: 32, 6: 128 } as const;

const familyOf = (address: string): 4 | 6 | undefined => {
  const version = isIP(address);
  return version === 4 || version === 6 ? version : undefined;
};

/** A test for addresses in a CIDR block (`10.0.0.0/24`, `2001:db8::/32`, or one bare address). Undefined when malformed. */
export function cidrMatcher(cidr: string): ((address: string) => boolean) | undefined {
  const [network = '', length] = cidr.split('/', 2);
  const version = familyOf(network);
  if (version === undefined || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const bits = length === undefined ? FAMILY_BITS[version] : Number(length);
  if (bits > FAMILY_BITS[version]) return undefined;
  const family = `ipv${version}` as const;
  const block = new BlockList();
  block.addSubnet(network, bits, family);
  return (address) => familyOf(address) === version && block.check(address, family);
}

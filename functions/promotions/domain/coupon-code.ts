import { createHmac } from 'node:crypto';

/** Letters and figures that nobody takes for each other: no 0 and O, no 1 and I. 32 of them, so that each holds 5 bits. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** 12 characters of 5 bits: 60 bits, which nobody guesses. */
const LENGTH = 12;

const BITS = 5n;

/**
 * One of the codes that follow from a secret `seed`, by its number: the same each time, so that an issue that stopped in the
 * middle goes on where it was, and a list of a million codes is stored nowhere.
 */
export function codeFrom(seed: string, number: number): string {
  let bits = createHmac('sha256', seed).update(String(number)).digest().readBigUInt64BE();
  let code = '';
  for (let at = 0; at < LENGTH; at += 1) {
    code += ALPHABET[Number(bits & 31n)];
    bits >>= BITS;
  }
  return code;
}

/** Codes being issued: `next` is the number of the next; those in `taken` were other people's already. */
export interface Issue {
  seed: string;
  count: number;
  next: number;
  taken: readonly number[];
}

/** How many codes are there. */
export const issuedOf = ({ next, taken }: Pick<Issue, 'next' | 'taken'>): number => next - taken.length;

/** Up to `most` codes with their numbers, from a number on. */
export function codesFrom({ seed, taken }: Issue, from: number, most: number): { number: number; code: string }[] {
  const codes: { number: number; code: string }[] = [];
  for (let number = from; codes.length < most; number += 1) {
    if (!taken.includes(number)) codes.push({ number, code: codeFrom(seed, number) });
  }
  return codes;
}

/** The codes that are issued next, and the number after them. */
export function nextCodes(issue: Issue, most: number) {
  const codes = codesFrom(issue, issue.next, Math.min(most, issue.count - issuedOf(issue)));
  const last = codes.at(-1);
  return { codes, next: last ? last.number + 1 : issue.next };
}

import { readCsv } from '../../../scripts/import/csv.ts';

async function records(...chunks: string[]): Promise<string[][]> {
  async function* source() {
    yield* chunks;
  }
  const all: string[][] = [];
  for await (const record of readCsv(source())) all.push(record);
  return all;
}

describe('readCsv', () => {
  it.each([
    [
      'plain fields',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a last line without its line feed',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CRLF line ends',
      'a,b\r\n1,"2"\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'commas and doubled quotes within quotes',
      '1,"RECORD FRAME 7"" SINGLE, ",2\n',
      [['1', 'RECORD FRAME 7" SINGLE, ', '2']],
    ],
    [
      'line breaks within quotes',
      '"one\ntwo",3\n4,5\n',
      [
        ['one\ntwo', '3'],
        ['4', '5'],
      ],
    ],
    ['a quote within a bare field', '7" disc,1\n', [['7" disc', '1']]],
    [
      'empty fields',
      ',,\n"",\n',
      [
        ['', '', ''],
        ['', ''],
      ],
    ],
    [
      'empty lines',
      'a,b\n\n\r\n1,2\n\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a byte order mark', '\uFEFFa,b\n', [['a', 'b']]],
    ['a quote that is never closed', 'a,"b\nc', [['a', 'b\nc']]],
    ['nothing', '', []],
  ])('given %s, when read whole or letter by letter, then the records are the same', async (_name, text, expected) => {
    expect(await records(text)).toEqual(expected);
    expect(await records(...text)).toEqual(expected);
  });
});

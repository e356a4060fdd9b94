import { readArguments, WrongArguments } from '../../../scripts/import/arguments.ts';

describe('readArguments', () => {
  it('given a file alone, then all of it under the usual name', () => {
    expect(readArguments(['a.csv.gz'])).toEqual({
      ...{ format: 'online-retail', files: ['a.csv.gz'], days: {}, source: 'uci-online-retail' },
    });
  });

  it('given days, place, currency and source, then they are taken', () => {
    const argv = [
      '--from',
      '2010-12-01',
      'a.csv',
      '--to=2010-12-31',
      '--url',
      'http://x',
      '--currency',
      'GBP',
      '--source',
      's',
    ];
    expect(readArguments(argv)).toEqual({
      format: 'online-retail',
      files: ['a.csv'],
      days: { from: '2010-12-01', to: '2010-12-31' },
      url: 'http://x',
      currency: 'GBP',
      source: 's',
    });
  });

  it('given the files of another format, then all of them under its own name', () => {
    expect(readArguments(['--format', 'completejourney', 'a.csv', 'b.csv.gz'])).toEqual({
      ...{ format: 'completejourney', files: ['a.csv', 'b.csv.gz'], days: {}, source: 'completejourney' },
    });
  });

  it.each([
    ['no file', []],
    ['two files', ['a.csv', 'b.csv']],
    ['a format nobody knows', ['a.csv', '--format', 'xml']],
    ['days of a format that has none', ['--format', 'completejourney', 'a', 'b', '--from', '2017-01-01']],
    ['an option nobody knows', ['a.csv', '--fast']],
    ['a day that is none', ['a.csv', '--from', '2010-02-30']],
    ['a day without its value', ['a.csv', '--to']],
    ['days that end before they start', ['a.csv', '--from', '2010-12-02', '--to', '2010-12-01']],
  ])('given %s, then it is refused', (_name, argv) => {
    expect(() => readArguments(argv)).toThrow(WrongArguments);
  });
});

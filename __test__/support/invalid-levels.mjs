// Values that resemble levels but are invalid: typical mistakes of people and programs.

// prettier-ignore
const WORDS = [
  // Wrong case.
  'ALL', 'All', 'aLL', 'alL', 'ERROR', 'Error', 'eRROR', 'OFF', 'Off', 'oFF',
  // Extra whitespace and control characters.
  '', ' ', ' all', 'all ', 'all\n', '\tall', 'all\r\n', '\nall', ' all ', 'all\0', '\0all', 'a ll', 'al l', ' error',
  'error ', ' off', 'off ', 'off\n', '\ufeffall', 'all\ufeff', '\u00a0all', 'all\u200b', '\u200ball', 'all\u2060',
  '"all"', "'all'", '`all`', '(all)', '[all]', '{all}', '<all>', 'all;', 'all,', 'all.', '.all', '-all', '+all', '=all',
  '!all', '~all', 'all!', 'all?', 'all#', '#all', '@all', '$all', '%all', '*all', 'all*', '/all', 'all/', '\\all',
  // Homoglyphs.
  'аll', 'аӏӏ', 'ａｌｌ', 'aII', 'a11', 'a||', 'áll', 'a\u0301ll', 'ALL\u0307', 'aĺl', 'ªll', '𝐚𝐥𝐥', 'ạll', 'erгor', 'еrror',
  // Combinations and fragments.
  'all,error', 'error,all', 'all error', 'off all', 'all|error|off', 'allall', 'al', 'a', 'l', 'll', 'alll', 'alle',
  'errors', 'erro', 'err', 'errror', 'offf', 'of', 'o', 'erroroff', 'all-errors', 'all_', 'not off', 'no-off',
  // Values of other systems.
  'on', 'On', 'true', 'True', 'TRUE', 'yes', 'y', 'Y', 'enabled', 'enable', 'full', 'any', 'every', 'everything',
  'usage', 'crash', 'crashes', 'debug', 'info', 'warn', 'warning', 'verbose', 'trace', 'default', 'inherit', 'auto',
  'none', 'no', 'n', 'false', 'False', 'disabled', 'disable', 'null', 'undefined', 'NaN', '0', '1', '2', '-1', '1.0',
  'optin', 'opt-in', 'consent', 'agree', 'accepted', 'ja', 'oui', 'alles', 'tout', '全部', 'все', 'すべて',
  // Templates and other notations for `all`.
  '${all}', '{{all}}', '%all%', 'telemetry:all', 'level=all', '{"telemetry":"all"}', '["all"]', '\\u0061ll', '&#97;ll',
  '%61%6c%6c', 'YWxs', '0x616c6c', 'all\\n', 'all//', 'all<!--', "all' or 1=1", '../all', 'all.all', 'Level::All',
  // Names with a special meaning in JavaScript.
  '__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty',
  // Unpaired surrogates, emoji and very long strings.
  '\ud800', 'all\udc00', '\udfffall', '🐳', 'all🐳', 'all'.repeat(10_000), ' '.repeat(10_000) + 'all',
]

/** JSON values in place of a level. */
export const oddValues = [
  ...WORDS,
  true,
  false,
  0,
  1,
  2,
  3,
  -1,
  0.5,
  1e300,
  -1e300,
  Number.MAX_SAFE_INTEGER,
  null,
  [],
  ['all'],
  ['all', 'all'],
  [['all']],
  [[]],
  [null],
  [0],
  [true],
  [{ telemetry: 'all' }],
  Array.from('all'),
  {},
  { all: true },
  { level: 'all' },
  { telemetry: 'all' },
  { telemetryLevel: 'all' },
  { telemetry: { telemetry: 'all' } },
  { value: 'all' },
  { default: 'all' },
  { 0: 'all' },
  { '': 'all' },
  { length: 1, 0: 'all' },
  { toString: 'all' },
  { toJSON: 'all' },
  { off: false },
  nested(60, 'all'),
]

/** Only strings, for places that accept nothing else. */
export const oddWords = WORDS

const revocable = Proxy.revocable({}, {})
revocable.revoke()

/** A revoked proxy, which throws on every access. */
export const revoked = revocable.proxy

/** JavaScript values that JSON cannot represent, in place of a level. */
export const oddThings = [
  undefined,
  Symbol('all'),
  Symbol.for('all'),
  1n,
  () => 'all',
  async () => 'all',
  class All {},
  new String('all'),
  Object('all'),
  NaN,
  Infinity,
  -0,
  new Date(0),
  /all/,
  new Map([['telemetry', 'all']]),
  new Set(['all']),
  Buffer.from('all'),
  new Uint8Array(3),
  new Proxy({}, { get: () => 'all' }),
  new Proxy(['all'], {}),
  revoked,
  { toString: () => 'all' },
  { valueOf: () => 'all' },
  { toJSON: () => 'all' },
  { [Symbol.toPrimitive]: () => 'all' },
  Object.create({ telemetry: 'all' }),
  Object.create(null),
  Promise.resolve('all'),
  { then: (resolve) => resolve('all') },
  Error('all'),
  globalThis,
]

/** @param {number} depth @param {unknown} value */
function nested(depth, value) {
  return depth === 0 ? value : [nested(depth - 1, value)]
}

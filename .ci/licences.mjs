// Says which licences the dependencies have, and fails where one is not on the list.

import { fail, output } from './commands.mjs'

const ALLOWED = new Set([
  'Apache-2.0',
  'BSD-3-Clause',
  'BSL-1.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unicode-3.0',
  'Unlicense',
  'Zlib',
  '0BSD',
])

/** Whether an SPDX expression can be fulfilled with allowed licences. */
function isAllowed(expression) {
  const words = expression
    .replaceAll('/', ' OR ')
    .replaceAll('(', ' ( ')
    .replaceAll(')', ' ) ')
    .split(/\s+/)
    .filter(Boolean)
  let at = 0
  const term = () => {
    if (words[at] === '(') {
      at += 1
      const inner = any()
      at += 1
      return inner
    }
    const allowed = ALLOWED.has(words[at++])
    // An exception only adds permissions.
    if (words[at] === 'WITH') at += 2
    return allowed
  }
  const all = () => {
    let allowed = term()
    while (words[at] === 'AND') {
      at += 1
      allowed = term() && allowed
    }
    return allowed
  }
  const any = () => {
    let allowed = all()
    while (words[at] === 'OR') {
      at += 1
      allowed = all() || allowed
    }
    return allowed
  }
  return any() && at === words.length
}

const { packages } = JSON.parse(output('cargo', ['metadata', '--format-version', '1', '--locked']))
const refused = packages.filter(({ license }) => !license || !isAllowed(license))
for (const { name, version, license } of refused) console.error(`${name} ${version}: ${license ?? 'no licence'}`)
if (refused.length > 0) fail('dependencies have licences that are not on the list')
console.log(`licences of ${packages.length} crates are on the list`)

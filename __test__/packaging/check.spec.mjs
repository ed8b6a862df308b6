// `candor check`: the editor's diagnostics in formats for CI, and the exit codes.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { test } from 'node:test'

import { run } from '../support/program.mjs'
import { temporaryFolder } from '../support/telemetry.mjs'

const require = createRequire(import.meta.url)
const { applyEdits } = require('../../js/cli/check/text-edits.js')
const { readIgnoreFiles } = require('../../js/cli/check/ignore-file.js')

const CLEAN = 'FROM scratch\nCOPY . /\n'
/** A Dockerfile with one warning, for which there is a preferred fix. */
const WARNING = 'FROM scratch as build\nCOPY . /\n'
const ERROR = 'FROM scratch\nCOPY --chmood=7 . /\n'

function tree(t, files) {
  const folder = temporaryFolder(t)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  return folder
}

const json = async (t, ...args) => JSON.parse((await run(t, ['check', '--format', 'json', ...args])).stdout)

test('the exit code says whether there is an error, or more warnings than are allowed', async (t) => {
  const folder = tree(t, { 'a/Dockerfile': CLEAN, 'b/Dockerfile': WARNING, 'c/Dockerfile': ERROR })
  const at = (name) => path.join(folder, name)
  for (const [args, code] of [
    [[at('a')], 0],
    [[at('b')], 0],
    [['--max-warnings', '1', at('b')], 0],
    [['--max-warnings', '0', at('b')], 1],
    [['--max-warnings=0', at('a')], 0],
    [[at('c')], 1],
    [[folder], 1],
    [[at('a'), at('b/Dockerfile')], 0],
    [['--rules', 'FromAsCasing=error', at('b')], 1],
    [['--rules', 'FromAsCasing=off', '--max-warnings', '0', at('b')], 0],
    [['--rules', 'FromAsCasing=hint', '--max-warnings', '0', at('b')], 0],
  ]) {
    assert.equal((await run(t, ['check', ...args])).code, code, args.join(' '))
  }
})

test('a rule that does not exist is ignored with a line that names the nearest one', async (t) => {
  const folder = tree(t, { Dockerfile: WARNING })
  const args = ['--rules', 'FromAsCasign=error', '--rules', 'FromAsCasing=hint']
  const { code, stdout, stderr } = await run(t, ['check', ...args, folder])
  assert.equal(code, 0)
  assert.equal(
    stderr,
    'candor: ignored a setting: `rules.FromAsCasign` is not a known rule; did you mean `FromAsCasing`?\n',
  )
  assert.match(stdout, / hint FromAsCasing /)
})

test('a rule that is off is not fixed', async (t) => {
  const folder = tree(t, { Dockerfile: WARNING })
  await run(t, ['check', '--fix', '--rules', 'FromAsCasing=off', folder])
  assert.equal(readFileSync(path.join(folder, 'Dockerfile'), 'utf8'), WARNING)
})

test('wrong usage exits with 2 and names the argument', async (t) => {
  const folder = tree(t, { 'notes.txt': 'x' })
  for (const [args, message] of [
    [[], /PATH is missing/],
    [['--format', 'xml', '.'], /invalid value 'xml' for '--format'/],
    [['--max-warnings', '-1', '.'], /invalid value '-1' for '--max-warnings'/],
    [['--max-warnings'], /'--max-warnings' needs a value/],
    [['--rules', 'a', '.'], /invalid value 'a' for '--rules'/],
    [['--rules', 'a=loud', '.'], /invalid value 'a=loud' for '--rules'/],
    [['-'], /'-' requires '--stdin-filename NAME'/],
    [['--stdin-filename', 'Dockerfile', '.'], /'--stdin-filename' requires '-' as a path/],
    [['--quiet', '.'], /unknown argument '--quiet'/],
    [[path.join(folder, 'missing')], /cannot read '.*missing'/],
    [[path.join(folder, 'notes.txt')], /is not in a supported language/],
  ]) {
    const { code, stdout, stderr } = await run(t, ['check', ...args])
    assert.deepEqual([code, stdout], [2, ''], args.join(' '))
    assert.match(stderr, message)
  }
})

test('the summary comes first, with a count for every rule', async (t) => {
  const folder = tree(t, { Dockerfile: WARNING, 'b/Dockerfile': WARNING, 'c/Dockerfile': ERROR })
  const { stdout } = await run(t, ['check', folder])
  const lines = stdout.split('\n')
  assert.match(lines[0], /^3 files checked: 1 error, 2 warnings$/)
  assert.match(lines[1], /^ +2 +FromAsCasing$/)
  assert.match(stdout, /\/Dockerfile:1:\d+ warning FromAsCasing /)
  assert.match((await run(t, ['check', tree(t, { Dockerfile: CLEAN })])).stdout, /^1 file checked: no problems\n$/)
})

test('JSON holds every problem with its place, counted from 1', async (t) => {
  const folder = tree(t, { 'sub/Dockerfile': WARNING })
  const { summary, problems, files } = await json(t, folder)
  assert.deepEqual([summary, files], [{ FromAsCasing: 1 }, 1])
  const [{ path: file, line, severity, code, message }] = problems
  assert.deepEqual([path.resolve(file), line, severity, code], [path.join(folder, 'sub/Dockerfile'), 1, 'warning', 'FromAsCasing']) // prettier-ignore
  assert.ok(message.length > 5)
})

test('SARIF names the rules and the places', async (t) => {
  const folder = tree(t, { 'a b/Dockerfile': WARNING })
  const { stdout } = await run(t, ['check', '--format', 'sarif', folder])
  const { version, runs } = JSON.parse(stdout)
  assert.equal(version, '2.1.0')
  const [{ tool, results }] = runs
  assert.deepEqual(tool.driver.rules.map(({ id }) => id), ['FromAsCasing']) // prettier-ignore
  assert.equal(results[0].level, 'warning')
  const { artifactLocation, region } = results[0].locations[0].physicalLocation
  assert.match(artifactLocation.uri, /a%20b\/Dockerfile$/)
  assert.equal(region.startLine, 1)
  assert.deepEqual(runs[0].invocations, [{ executionSuccessful: true, toolExecutionNotifications: [] }])
})

test('GitHub gets one annotation for each problem, with its characters escaped', async (t) => {
  const folder = tree(t, { 'a,b%/Dockerfile': WARNING, 'c/Dockerfile': ERROR })
  const { stdout } = await run(t, ['check', '--format', 'github', folder])
  assert.match(
    stdout,
    /^::warning file=.*a%2Cb%25\/Dockerfile,line=1,endLine=1,col=\d+,endColumn=\d+,title=FromAsCasing::.+$/m,
  )
  assert.match(stdout, /^::error file=.*c\/Dockerfile,line=2/m)
})

test('JUnit is XML with one failure for each problem', async (t) => {
  const folder = tree(t, { 'a&b/Dockerfile': WARNING })
  const { stdout } = await run(t, ['check', '--format', 'junit', folder])
  assert.match(
    stdout,
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="candor check" tests="1" failures="1" errors="0">/,
  )
  assert.match(stdout, /<testsuite name=".*a&amp;b\/Dockerfile" tests="1" failures="1" errors="0">/)
  const clean = await run(t, ['check', '--format', 'junit', tree(t, { Dockerfile: CLEAN })])
  assert.match(clean.stdout, /failures="0" errors="0">/)
})

test('--fix applies the preferred fixes, and reports what is left', async (t) => {
  const folder = tree(t, { Dockerfile: WARNING, 'b/Dockerfile': ERROR })
  const { stdout, code } = await run(t, ['check', '--fix', folder])
  assert.equal(readFileSync(path.join(folder, 'Dockerfile'), 'utf8'), WARNING.replace(' as ', ' AS '))
  assert.match(stdout, /^1 file fixed$|^2 files fixed$/m)
  assert.doesNotMatch(stdout, /FromAsCasing/)
  assert.equal(code, /chmood/.test(readFileSync(path.join(folder, 'b/Dockerfile'), 'utf8')) ? 1 : 0)
})

test('stdin is checked under the name that is given, and fixed onto stdout', async (t) => {
  const args = ['check', '--format', 'json', '--stdin-filename', 'sub/Dockerfile', '-']
  const checked = await run(t, args, { input: WARNING })
  assert.equal(JSON.parse(checked.stdout).problems[0].path, 'sub/Dockerfile')
  const fixed = await run(t, ['check', '--fix', '--stdin-filename', 'Dockerfile', '-'], { input: WARNING })
  assert.equal(fixed.stdout, WARNING.replace(' as ', ' AS '))
  assert.match(fixed.stderr, /1 file checked: no problems/)
  const report = await run(t, ['check', '--fix', ...args.slice(1)], { input: WARNING })
  assert.equal(JSON.parse(report.stderr).fixed, 1)
  const other = await run(t, ['check', '--stdin-filename', 'notes.txt', '-'], { input: 'x' })
  assert.deepEqual([other.code, other.stdout], [2, ''])
  assert.match(other.stderr, /'notes\.txt' is not in a supported language/)
})

test('stdin whose name is not supported or ignored is skipped as a file would be, and printed unchanged', async (t) => {
  const cwd = tree(t, { '.candorignore': 'old/\n' })
  for (const name of ['notes.txt', 'old/Dockerfile']) {
    const args = ['check', '--skip-unsupported', '--stdin-filename', name, '-']
    const checked = await run(t, args, { cwd, input: ERROR })
    assert.deepEqual(checked, { code: 0, stdout: '0 files checked: no problems\n', stderr: '' })
    const fixed = await run(t, [...args, '--fix'], { cwd, input: WARNING })
    assert.deepEqual([fixed.code, fixed.stdout], [0, WARNING])
  }
  const named = await run(t, ['check', '--stdin-filename', 'old/Dockerfile', '-'], { cwd, input: ERROR })
  assert.equal(named.code, 1)
})

test('stdin that is not UTF-8 is refused, and nothing is printed in its place', async (t) => {
  const input = Buffer.from('RUN a\xff\nFROM scratch AS B\n', 'latin1')
  for (const [flags, stdout] of [
    [['--fix'], ''],
    [[], '0 files checked: 1 path cannot be read\n'],
  ]) {
    const result = await run(t, ['check', ...flags, '--stdin-filename', 'Dockerfile', '-'], { input })
    assert.deepEqual([result.code, result.stdout], [2, stdout])
    assert.match(result.stderr, /cannot read 'Dockerfile': not UTF-8/)
  }
})

test('--fix keeps the byte order mark', async (t) => {
  const folder = tree(t, { 'Dockerfile.bom': `\ufeff${WARNING}` })
  const fixed = `\ufeff${WARNING.replace(' as ', ' AS ')}`
  await run(t, ['check', '--fix', folder])
  assert.equal(readFileSync(path.join(folder, 'Dockerfile.bom'), 'utf8'), fixed)
  const args = ['check', '--fix', '--stdin-filename', 'Dockerfile', '-']
  assert.equal((await run(t, args, { input: `\ufeff${WARNING}` })).stdout, fixed)
})

test('a line on stderr says that there are too many warnings', async (t) => {
  const folder = tree(t, { Dockerfile: WARNING })
  const { stderr } = await run(t, ['check', '--max-warnings', '0', folder])
  assert.equal(stderr, 'candor: too many warnings: found 1, and --max-warnings allows 0\n')
  assert.equal((await run(t, ['check', '--max-warnings', '1', folder])).stderr, '')
})

test('files that .candorignore lists are left out', async (t) => {
  const folder = tree(t, {
    '.candorignore': '# generated\nvendor/\n/old\n*.gen.tf\n!keep.gen.tf\n',
    Dockerfile: WARNING,
    'vendor/Dockerfile': ERROR,
    'a/vendor/x/Dockerfile': ERROR,
    'old/Dockerfile': ERROR,
    'a/old/Dockerfile': WARNING,
    'x.gen.tf': 'broken {',
    'keep.gen.tf': '',
  })
  const { files, problems } = await json(t, folder)
  assert.equal(files, 3)
  assert.deepEqual(problems.map(({ path: file }) => path.relative(folder, file)), ['Dockerfile', 'a/old/Dockerfile']) // prettier-ignore
})

test('the ignore files between the current directory and a folder count', async (t) => {
  const folder = tree(t, {
    '.candorignore': 'vendor/\n',
    'a/.candorignore': '/b/gen.tf\n',
    'a/b/Dockerfile': WARNING,
    'a/b/vendor/Dockerfile': WARNING,
    'a/b/gen.tf': 'x',
  })
  const { stdout } = await run(t, ['check', '--format', 'json', 'a/b'], { cwd: folder })
  assert.deepEqual(
    JSON.parse(stdout).problems.map(({ path: file }) => file),
    ['a/b/Dockerfile'],
  )
})

test('the ignore files of subfolders count, and take precedence over those above', async (t) => {
  const folder = tree(t, {
    '.candorignore': '*.gen.tf\nclosed/\n',
    'a/.candorignore': '!keep.gen.tf\n/vendor/\n',
    'a/b/.candorignore': 'Dockerfile\n',
    'closed/.candorignore': '!Dockerfile\n',
    'a/Dockerfile': WARNING,
    'a/keep.gen.tf': 'broken {',
    'a/other.gen.tf': 'broken {',
    'a/vendor/Dockerfile': WARNING,
    'a/b/Dockerfile': WARNING,
    'b/vendor/Dockerfile': WARNING,
    'closed/Dockerfile': WARNING,
  })
  const { stdout } = await run(t, ['check', '--format', 'json', '.'], { cwd: folder })
  const files = new Set(JSON.parse(stdout).problems.map(({ path: file }) => file))
  assert.deepEqual([...files], ['a/Dockerfile', 'a/keep.gen.tf', 'b/vendor/Dockerfile'])
})

test('files of a commit are skipped if they are not supported or ignored', async (t) => {
  const folder = tree(t, {
    '.candorignore': 'old/\n',
    Dockerfile: WARNING,
    'old/Dockerfile': WARNING,
    'install-docker-compose.yml': 'x',
  })
  const paths = ['Dockerfile', 'old/Dockerfile', 'install-docker-compose.yml']
  const { code, stdout } = await run(t, ['check', '--skip-unsupported', '--format', 'json', ...paths], { cwd: folder })
  const { files, problems } = JSON.parse(stdout)
  assert.deepEqual([code, files, problems.map(({ path: file }) => file)], [0, 1, ['Dockerfile']])
  const none = await run(t, ['check', '--skip-unsupported', 'install-docker-compose.yml'], { cwd: folder })
  assert.deepEqual([none.code, none.stdout], [0, '0 files checked: no problems\n'])
})

test('a file that several paths lead to is checked once', async (t) => {
  const folder = tree(t, { 'a/Dockerfile': WARNING })
  const { stdout } = await run(t, ['check', '--format', 'json', '.', 'a', 'a/Dockerfile'], { cwd: folder })
  assert.equal(JSON.parse(stdout).problems.length, 1)
})

test('a folder may be named with folders in it, and with links to others', async (t) => {
  const folder = tree(t, { 'w/a/Dockerfile': WARNING, 'w/b/c/Dockerfile': WARNING, 'other/Dockerfile': WARNING })
  symlinkSync(path.join(folder, 'other'), path.join(folder, 'w', 'link'))
  const names = ['w', 'w/a', 'w/b', 'w/b/c', 'w/link'].map((name) => path.join(folder, name))
  const { problems, files } = await json(t, ...names)
  assert.equal(files, 3)
  assert.equal(problems.length, 3)
})

test('an ignore file has the meaning that it has for Git', (t) => {
  const rules = ['*.log', '!/keep.log', 'build/', '/root', 'a/**/z', '**/deep', 'x?y', '[ab].txt', '[!c]1', 'tail/**', 'sp ace', '\\#h', 'e\\!'] // prettier-ignore
  const names = [
    'a.log', 'sub/b.log', 'keep.log', 'sub/keep.log', 'build/x', 'sub/build/x', 'root', 'sub/root', 'a/z', 'a/b/c/z', 'b/a/z',
    'deep', 'q/deep/x', 'xay', 'x/y', 'a.txt', 'c.txt', 'a1', 'c1', 'tail/x/y', 'sp ace', '#h', 'e!', 'buildx', 'rootx',
  ] // prettier-ignore
  const folder = tree(t, { '.candorignore': rules.join('\n'), '.gitignore': rules.join('\n') })
  execFileSync('git', ['init', '-q', folder])
  const ignores = readIgnoreFiles(folder, folder)
  for (const name of names) {
    let isIgnored = true
    try {
      execFileSync('git', ['-C', folder, 'check-ignore', '-q', '--no-index', name])
    } catch {
      isIgnored = false
    }
    assert.equal(ignores(name), isIgnored, name)
  }
})

test('a file that cannot be read fails the check, and the others are reported', async (t) => {
  const folder = tree(t, { 'a/Dockerfile': WARNING })
  symlinkSync('/etc/hostname', path.join(folder, 'Dockerfile'))
  const { code, stdout, stderr } = await run(t, ['check', folder])
  assert.equal(code, 2)
  assert.match(stdout, /^1 file checked: 1 warning, 1 path cannot be read\n/)
  assert.match(stdout, /FromAsCasing/)
  assert.match(stderr, /cannot read '.*Dockerfile': a link to a file outside the folder/)
})

test('no format claims success when a file cannot be read', async (t) => {
  const folder = tree(t, { 'bad/Dockerfile': Buffer.from([0x46, 0xff]) })
  const check = async (format) => {
    const { code, stdout, stderr } = await run(t, ['check', '--format', format, 'bad/Dockerfile'], { cwd: folder })
    assert.equal(code, 2, format)
    assert.equal(stderr, "candor: cannot read 'bad/Dockerfile': not UTF-8\n")
    return stdout
  }
  assert.equal(await check('pretty'), '0 files checked: 1 path cannot be read\n')
  const { files, unreadable } = JSON.parse(await check('json'))
  assert.deepEqual([files, unreadable], [0, [{ path: 'bad/Dockerfile', reason: 'not UTF-8' }]])
  const [invocation] = JSON.parse(await check('sarif')).runs[0].invocations
  assert.equal(invocation.executionSuccessful, false)
  const [{ level, message, locations }] = invocation.toolExecutionNotifications
  assert.deepEqual([level, message.text], ['error', "cannot read 'bad/Dockerfile': not UTF-8"])
  assert.equal(locations[0].physicalLocation.artifactLocation.uri, 'bad/Dockerfile')
  assert.equal(await check('github'), "::error file=bad/Dockerfile::cannot read 'bad/Dockerfile': not UTF-8\n")
  const junit = await check('junit')
  assert.match(junit, /<testsuites name="candor check" tests="1" failures="0" errors="1">/)
  assert.match(junit, /<error type="unreadable" message="not UTF-8">/)
  assert.doesNotMatch(junit, /without problems/)
})

test('a run sends no telemetry, whatever the environment states', async (t) => {
  const folder = tree(t, { Dockerfile: CLEAN })
  const env = { ...process.env, CANDOR_TELEMETRY: 'all' }
  assert.equal((await run(t, ['check', folder], { env })).stdout, '1 file checked: no problems\n')
})

test('edits are applied at their positions, and of two that touch, the first is applied', () => {
  const edit = (line, from, to, newText) => ({
    range: { start: { line, character: from }, end: { line, character: to } },
    newText,
  })
  assert.equal(
    applyEdits('ab\ncd\r\nef', [[edit(0, 0, 1, 'X')], [edit(2, 1, 2, '')], [edit(1, 2, 2, '!')]]),
    'Xb\ncd!\r\ne',
  )
  assert.equal(applyEdits('abc', [[edit(0, 0, 2, 'X')], [edit(0, 1, 3, 'Y')]]), 'Xc')
  assert.equal(applyEdits('abc', [[edit(0, 0, 1, 'X'), edit(0, 2, 3, 'Z')], [edit(0, 1, 1, 'n')]]), 'XbZ')
})

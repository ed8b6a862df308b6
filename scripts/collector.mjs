// `npm run test:collector`: builds a real OpenTelemetry Collector where Go is available, and runs the tests of the
// receivers, of docs/fleet.md and of what other packages send.
//   npm run test:collector -- NAME…  runs the spec files whose name contains one of the words

import path from 'node:path'

import { buildCollector, installTestPackages } from '../__test__/telemetry/collector/install.mjs'
import { build } from './build.mjs'
import { fail, installPackages, root, run, specsIn } from './commands.mjs'

const folder = path.join(root, '__test__/telemetry/collector')
const specs = specsIn(folder, process.argv.slice(2))

installPackages()
build('testing', { ifMissing: true })
try {
  installTestPackages()
  if (!buildCollector()) console.log('SKIPPED: the tests with a Collector, because `go` is not on PATH')
} catch (error) {
  fail(error.message)
}
run(process.execPath, ['--test', '--test-concurrency=1', ...specs])

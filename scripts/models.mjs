// `npm run test:models`: runs the telemetry pipeline in the thread schedules of loom and shuttle.
//   npm run test:models -- --long  tries more of them, for some minutes

import path from 'node:path'

import { root, run } from './commands.mjs'

const isLong = process.argv.includes('--long')
const env = {
  ...process.env,
  LOOM_MAX_PREEMPTIONS: isLong ? '8' : '3',
  CANDOR_SHUTTLE_CASES: isLong ? '200000' : '10000',
  // Separate from the project's own builds, because the sources are compiled with other primitives.
  CARGO_TARGET_DIR: path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, 'target'), 'models'),
}
const manifest = path.join(root, '__test__/model/Cargo.toml')
for (const checker of ['loom', 'shuttle']) {
  const args = ['test', '--locked', '--manifest-path', manifest, '--features', checker, '--test', checker]
  run('cargo', args, { env })
}

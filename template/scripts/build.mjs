// Bundles the extension into dist/extension.js: node scripts/build.mjs [--minify]

import { build } from 'esbuild'

await build({
  entryPoints: ['src/extension.ts'],
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  external: ['vscode'],
  minify: process.argv.includes('--minify'),
  sourcemap: process.argv.includes('--minify') ? false : 'linked',
})

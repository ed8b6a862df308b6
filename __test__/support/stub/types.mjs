// Type-checks a program as a user of this package would, in strict mode and including the declarations of libraries.

import { createRequire } from 'node:module'
import path from 'node:path'

import { root } from '../client.mjs'

const require = createRequire(import.meta.url)

const parsed = new Map()

/**
 * Compiles a user's program. Returns the compiler's diagnostics and the files that it read. `types` are names of type
 * packages; `skipLibCheck` turns off checks of declaration files.
 */
export function compile(text, { types = [], skipLibCheck = false } = {}) {
  const ts = require('typescript')
  const file = path.join(root, '__test__/user.mts')
  const settings = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types,
    skipLibCheck,
  }
  const compiler = ts.createCompilerHost(settings)
  const { fileExists, getSourceFile } = compiler
  compiler.fileExists = (name) => name === file || fileExists(name)
  compiler.getSourceFile = (name, version) => {
    if (name === file) return ts.createSourceFile(name, text, version)
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, version))
    return parsed.get(name)
  }
  const program = ts.createProgram([file], settings, compiler)
  const problems = ts.getPreEmitDiagnostics(program)
  return {
    problems: problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
    files: program.getSourceFiles().map(({ fileName }) => fileName),
  }
}

'use strict'
// An archive as Electron has it: a file that was packed apart is listed in it, and loaded from beside it. Here the
// archive is a folder, and what is listed in it is an empty file.

const { dlopen } = process

process.dlopen = (module, file, ...rest) =>
  dlopen.call(process, module, file.replace('app.asar/', 'app.asar.unpacked/'), ...rest)

'use strict'
// Simulates Electron's archives: an unpacked file is listed in the archive, but loaded from next to it. Here the
// archive is a folder, and listed files are empty.

const { dlopen } = process

process.dlopen = (module, file, ...rest) =>
  dlopen.call(process, module, file.replace('app.asar/', 'app.asar.unpacked/'), ...rest)

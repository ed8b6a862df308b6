// The packages that contain the addon of each platform, and files that can pass for such an addon.

/** The name of each platform's npm package, by vsce target. */
export const PACKAGES = {
  'win32-x64': 'candor-win32-x64-msvc',
  'win32-arm64': 'candor-win32-arm64-msvc',
  'linux-x64': 'candor-linux-x64-gnu',
  'linux-arm64': 'candor-linux-arm64-gnu',
  'alpine-x64': 'candor-linux-x64-musl',
  'alpine-arm64': 'candor-linux-arm64-musl',
  'darwin-x64': 'candor-darwin-x64',
  'darwin-arm64': 'candor-darwin-arm64',
}

/** Returns bytes that start like a binary of `target` and are different for each target. */
export function binary(target) {
  const bytes = Buffer.alloc(512)
  const [system, machine] = target.split('-')
  const isArm = machine === 'arm64'
  if (system === 'darwin') {
    bytes.writeUInt32LE(0xfeedfacf, 0)
    bytes.writeUInt32LE(isArm ? 0x0100000c : 0x01000007, 4)
  } else if (system === 'win32') {
    bytes.write('MZ')
    bytes.writeUInt32LE(128, 0x3c)
    bytes.write('PE\0\0', 128)
    bytes.writeUInt16LE(isArm ? 0xaa64 : 0x8664, 132)
  } else {
    bytes.write('\x7fELF\x02\x01\x01', 'latin1')
    bytes.writeUInt16LE(isArm ? 183 : 62, 18)
    bytes.write(system === 'alpine' ? '\0libc.so\0' : '\0libc.so.6\0', 200)
  }
  bytes.write(target, 300)
  return bytes
}

// Hostile directory trees, made to stop a server, to exhaust its memory or to lead it to other files. Each is generated
// in an empty folder, and specifies the documents that an editor opens there.

import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const MEBIBYTE = 1 << 20

/** Documents in every tree, which depend on the files around them. */
const DOCUMENTS = {
  Dockerfile: ['dockerfile', 'FROM scratch AS Base\nCOPY a /a\nCOPY b /b\n'],
  'compose.yaml': ['dockercompose', 'services:\n  web:\n    build: { context: ., dockerfile: Dockerfile }\n'],
  'docker-bake.hcl': ['dockerbake', 'target "default" {\n  dockerfile = "Dockerfile"\n  target = "base"\n}\n'],
  'main.tf': ['terraform', 'terraform {\n  required_version = ">= 1.5"\n}\nmodule "a" { source = "./a" }\n'],
}

/** Files of all languages and tools that the server reads beside an open document. */
const READ_BESIDE = [
  ...['.dockerignore', 'Dockerfile.dockerignore', 'docker-bake.override.hcl', 'compose.override.yaml', 'base.yaml'],
  ...['other.tf', 'other.tf.json', 'values.tfvars', '.terraform.lock.hcl', '.terraform/modules/modules.json'],
  ...['.terraform/plugins/selections.json', 'a/main.tf', '.git/config', '.git/HEAD', '.gitmodules', '.env'],
]

const write = (folder, name, text) => {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  fs.writeFileSync(path.join(folder, name), text)
}
const link = (folder, name, target) => {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  fs.symlinkSync(target, path.join(folder, name))
}
const sparse = (folder, name, bytes) => {
  write(folder, name, '')
  fs.truncateSync(path.join(folder, name), bytes)
}
const beside = (make) => (folder) => READ_BESIDE.forEach((name) => make(folder, name))
const lines = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join('\n')
/** Returns a tree that opens only one document, with `text`. */
const opened = (name, text) => () => ({ [name]: [DOCUMENTS[name][0], text] })

const pipes = (folder, name) => {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  execFileSync('mkfifo', [path.join(folder, name)])
}

/** Trees that every system supports. A tree may return documents to open in place of the default ones. */
const ON_EVERY_SYSTEM = {
  'files of 400 MB': beside((folder, name) => sparse(folder, name, 400 * MEBIBYTE)),
  'files of NUL as large as files that are read': beside((folder, name) => sparse(folder, name, 4 * MEBIBYTE)),
  'folders in the place of files': beside((folder, name) => fs.mkdirSync(path.join(folder, name), { recursive: true })),
  'two thousand files of one module': (folder) => {
    for (let index = 0; index < 2_000; index += 1) write(folder, `f${index}.tf`, `provider "p${index}" {}\n`)
  },
  'two thousand modules': (folder) => {
    for (let index = 0; index < 2_000; index += 1) write(folder, `modules/m${index}/main.tf`, '')
  },
  'a module that calls ten thousand': (folder) => {
    for (let index = 0; index < 300; index += 1) write(folder, `m${index}/main.tf`, `module "a" { source = "../" }\n`)
    write(
      folder,
      'calls.tf',
      lines(10_000, (index) => `module "m${index}" { source = "./m${index}" }`),
    )
  },
  'three hundred modules of four mebibytes': (folder) => {
    write(
      folder,
      'calls.tf',
      lines(300, (index) => `module "m${index}" { source = "./m${index}" }`),
    )
    for (let index = 0; index < 300; index += 1) {
      fs.mkdirSync(path.join(folder, `m${index}`))
      if (index > 0) fs.linkSync(path.join(folder, 'm0/main.tf'), path.join(folder, `m${index}/main.tf`))
      else
        write(
          folder,
          'm0/main.tf',
          lines(90_000, (provider) => `provider "p${provider}" { version = "1.${provider}" }`),
        )
    }
  },
  'modules that call themselves and each other': (folder) => {
    write(folder, 'self.tf', 'module "self" { source = "./" }\nmodule "up" { source = "./a/../" }\n')
    write(folder, 'a/main.tf', 'module "b" { source = "../b" }\nmodule "root" { source = "../../../../../../../" }\n')
    write(folder, 'b/main.tf', 'module "a" { source = "../a" }\n')
  },
  'four mebibytes of providers': (folder) => {
    write(
      folder,
      'many.tf',
      lines(100_000, (index) => `provider "p${index}" { version = "${index}.1" }`),
    )
    const provider = (index) => `provider "registry.terraform.io/a/p${index}" {\n  version = "${index}.1.1"\n}`
    write(folder, '.terraform.lock.hcl', lines(60_000, provider))
  },
  'four mebibytes of installed modules': (folder) => {
    const module = (index) => ({ Key: `a${index}`, Source: 'a/b/c', Dir: `.terraform/modules/${index}` })
    const Modules = Array.from({ length: 50_000 }, (_, index) => module(index))
    write(folder, '.terraform/modules/modules.json', JSON.stringify({ Modules }))
  },
  'four mebibytes of resources': (folder) => {
    write(
      folder,
      'many.tf',
      lines(110_000, (index) => `resource "r${index}_a" "n${index}" {}`),
    )
  },
  'four mebibytes of constraints on one provider': (folder) => {
    write(
      folder,
      'many.tf',
      lines(90_000, (index) => `provider "aws" { version = "1.${index}" }`),
    )
  },
  'four mebibytes of one version': (folder) => {
    const long = '1.'.repeat(2_000_000)
    write(folder, 'long.tf', `terraform {\n  required_version = "${long}1"\n}\n`)
    write(
      folder,
      '.terraform.lock.hcl',
      `provider "registry.terraform.io/hashicorp/aws" {\n  version = "${long}1"\n}\n`,
    )
  },
  'a million patterns of ignored files': (folder) => {
    write(
      folder,
      '.dockerignore',
      lines(500_000, (index) => `**/${index}*`),
    )
  },
  'patterns that match in many ways': (folder) => {
    write(
      folder,
      '.dockerignore',
      lines(1_000, () => `${'**/a*'.repeat(40)}b`),
    )
    const source = 'a/'.repeat(60)
    return { Dockerfile: ['dockerfile', `FROM scratch\n${lines(100, () => `COPY ${source}a /a`)}\n`] }
  },
  'plugins without end': (folder) => {
    for (let index = 0; index < 2_000; index += 1) {
      write(folder, `.terraform/plugins/os_${index % 100}/terraform-provider-p${index}_v1.0.0`, '')
    }
  },
  'names as long as names can be': (folder) => {
    for (const end of ['.tf', '.tf.json', '.tfvars', '.Dockerfile'])
      write(folder, 'x'.repeat(255 - end.length) + end, '')
  },
  'a Compose file of nine times nine aliases': (folder) => {
    const level = (index) => `l${index}: &l${index} [${Array(9).fill(`*l${index - 1}`)}]`
    const text = `l0: &l0 [a,a,a,a,a,a,a,a,a]\n${lines(20, (index) => level(index + 1))}\nservices: { web: { image: *l20 } }\n`
    write(folder, 'compose.override.yaml', text)
    return { 'compose.yaml': ['dockercompose', text] }
  },
  'Compose files that include and extend themselves': (folder) => {
    const text =
      'include: [compose.yaml, base.yaml]\nservices:\n  web:\n    extends: { file: base.yaml, service: web }\n'
    write(folder, 'base.yaml', text.replace('file: base.yaml', 'file: compose.yaml'))
    return { 'compose.yaml': ['dockercompose', text] }
  },
  'a Dockerfile of arguments that double': opened(
    'Dockerfile',
    `ARG A0=aaaaaaaaaa\n${lines(200, (index) => `ARG A${index + 1}=$A${index}\${A${index}}`)}\nFROM $A200\nENV X=\${A200}\nWORKDIR $X\n`,
  ),
  'a Dockerfile of half a million faults': opened('Dockerfile', `FROM scratch\n${'maintainer a\n'.repeat(300_000)}`),
  'a Dockerfile of one instruction without end': opened(
    'Dockerfile',
    `FROM scratch\nRUN a ${'\\\n b'.repeat(500_000)}`,
  ),
  'a Bake file of targets that inherit in circles': opened(
    'docker-bake.hcl',
    lines(
      2_000,
      (index) => `target "t${index}" {\n  inherits = ["t${(index + 1) % 2_000}", "t${(index * 7) % 2_000}"]\n}`,
    ),
  ),
  'a Bake file of eight megabytes': opened('docker-bake.hcl', 'target "a" { no = 1 }\n'.repeat(380_000)),
  'a Bake file of matrices': opened(
    'docker-bake.hcl',
    `target "a" {\n  matrix = {\n${lines(20, (index) => `    k${index} = [${Array.from({ length: 20 }, (_, value) => `"${value}"`)}]`)}\n  }\n  name = "a"\n}\n`,
  ),
  'files that go deep': (folder) => {
    const deep = (text) => text.repeat(200_000)
    write(folder, 'list.tf', `x = ${deep('[')}`)
    write(folder, 'blocks.tf', deep('a {\n'))
    write(folder, 'template.tf', `x = ${deep('"${')}`)
    write(folder, 'deep.tf.json', `${deep('{"a":')}1${deep('}')}`)
    write(folder, '.terraform/modules/modules.json', deep('['))
    write(folder, '.terraform.lock.hcl', deep('a {\n'))
    return { 'compose.yaml': ['dockercompose', deep('[')], 'docker-bake.hcl': ['dockerbake', `x = ${deep('(')}`] }
  },
  'a tree that is gone when it is read': (folder) => {
    const text = DOCUMENTS['main.tf'][1]
    fs.rmSync(folder, { recursive: true })
    return { 'main.tf': ['terraform', text], 'a/Dockerfile': ['dockerfile', 'FROM scratch\nCOPY a /\n'] }
  },
}

/** Trees with links, pipes, devices and names that only Unix supports. */
const ON_UNIX = {
  'seventy thousand files in one folder': (folder) => {
    execFileSync('sh', ['-c', 'seq -f file-%.0f 70000 | xargs touch'], { cwd: folder })
  },
  'pipes in the place of files': beside(pipes),
  'pipes in the place of folders': (folder) =>
    ['.git', '.terraform', 'a', 'modules'].forEach((name) => pipes(folder, name)),
  'links to devices that never end': beside((folder, name) => link(folder, name, '/dev/zero')),
  'links to terminals and queues of the kernel': beside((folder, name) => link(folder, name, '/dev/kmsg')),
  "links to the process's own memory": beside((folder, name) => link(folder, name, '/proc/self/mem')),
  "links to the process's environment": beside((folder, name) => link(folder, name, '/proc/self/environ')),
  'links to the passwords of this machine': beside((folder, name) => link(folder, name, '/etc/passwd')),
  'links that lead to themselves': beside((folder, name) => link(folder, name, path.basename(name))),
  'links in a circle': beside((folder, name) => {
    link(folder, name, `${path.basename(name)}.1`)
    link(folder, `${name}.1`, `${path.basename(name)}.2`)
    link(folder, `${name}.2`, path.basename(name))
  }),
  'folders that are links to the root': (folder) => {
    for (const name of ['a', 'modules', '.terraform', '.git', 'x/y']) link(folder, name, '/')
  },
  'folders that are links to the folder above': (folder) => {
    for (const name of ['a', 'b', 'c/d', '.terraform', 'loop']) link(folder, name, '..')
    link(folder, 'here', '.')
  },
  'folders a thousand deep': (folder) => {
    const deep = path.join(folder, ...Array(400).fill('dddd'))
    fs.mkdirSync(deep, { recursive: true })
    execFileSync(
      'sh',
      ['-c', 'for i in 1 2 3 4 5 6; do d=$(printf "%0200d" 0); mkdir -p $d/$d/$d; cd $d/$d/$d; done; : > main.tf'],
      { cwd: deep },
    )
  },
  'names that are no text': (folder) => {
    const name = (bytes) => Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(bytes)])
    for (const end of ['.tf', '.tfvars', '.tf.json', '.hcl', '/']) {
      for (const start of [[0xff, 0xfe], [0xc3, 0x28], [0x0a], [0x1b, 0x5b, 0x33, 0x31, 0x6d], [0xe2, 0x80, 0xae]]) {
        if (end === '/') fs.mkdirSync(name(start))
        else fs.writeFileSync(name([...start, ...Buffer.from(end)]), 'provider "a" {}\n')
      }
    }
  },
  'files and folders that may not be read': (folder) => {
    for (const name of READ_BESIDE) {
      write(folder, name, '')
      fs.chmodSync(path.join(folder, name), 0)
    }
  },
}

export const TREES = { ...ON_EVERY_SYSTEM, ...(process.platform === 'win32' ? {} : ON_UNIX) }

/** Creates a tree in an empty folder. Returns the documents to open: path, language and text. */
export function lay(title, folder) {
  for (const [name, [, text]] of Object.entries(DOCUMENTS)) write(folder, name, text)
  const instead = TREES[title](folder)
  const documents = typeof instead === 'object' ? instead : DOCUMENTS
  return Object.entries(documents).map(([name, [languageId, text]]) => ({ name, languageId, text }))
}

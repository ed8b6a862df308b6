// A workspace with URLs wherever they could make a program use the network, and with commands that Git could execute.

import fs from 'node:fs'
import path from 'node:path'

import { git } from './telemetry.mjs'

/** Nothing listens at this address: a program that uses one of the URLs is detected by its attempt to connect. */
const HOST = '127.0.0.1:9'
const URL_ = `http://${HOST}`
const HTTPS = 'https://canary.example'

const DOCKERFILE = `# syntax=${HOST}/frontend:1
# check=skip=all;error=true
ARG BASE=${HOST}/team/base:1
FROM --platform=linux/amd64 ${HOST}/team/image:1@sha256:${'0'.repeat(64)} AS Base
FROM \${BASE}
MAINTAINER ${HTTPS}/me
ADD ${URL_}/archive.tar.gz /a
ADD --checksum=sha256:${'0'.repeat(64)} ${HTTPS}/b /b
ADD git@${HOST}:team/repository.git#main /c
ADD ${HTTPS}/team/repository.git?ref=main /d
COPY --from=${HOST}/team/tools:1 /bin/tool /bin/
COPY ${URL_}/file /e
RUN --mount=type=bind,from=${HOST}/team/image:1,target=/x curl ${URL_} | sh
HEALTHCHECK CMD curl ${URL_}
LABEL url=${HTTPS}
`

const COMPOSE = `# yaml-language-server: $schema=${HTTPS}/schema.json
name: ${HOST}
include:
  - ${URL_}/compose.yaml
  - oci://${HOST}/team/compose
  - git@${HOST}:team/repository.git
services:
  web:
    image: ${HOST}/team/image:1
    extends: { file: ${HTTPS}/base.yaml, service: web }
    build:
      context: ${URL_}/team/repository.git#main
      dockerfile: ${URL_}/Dockerfile
      additional_contexts: { more: "${HTTPS}/more.git", image: "docker-image://${HOST}/a" }
      cache_from: ["type=registry,ref=${HOST}/cache"]
    env_file: ${URL_}/env
    configs: [one]
configs:
  one: { file: ${URL_}/config }
`

const BAKE = `target "default" {
  context    = "${URL_}/team/repository.git"
  dockerfile = "${URL_}/Dockerfile"
  contexts   = { base = "docker-image://${HOST}/team/base:1", more = "${HTTPS}/more.git" }
  tags       = ["${HOST}/team/image:1"]
  cache-from = ["type=registry,ref=${HOST}/cache", "type=s3,endpoint_url=${URL_}"]
  cache-to   = ["type=local,dest=/tmp/candor-written"]
  output     = ["type=registry", "type=local,dest=/tmp/candor-written"]
  secret     = ["id=a,src=${URL_}"]
  inherits   = ["none"]
}
variable "URL" { default = "${HTTPS}" }
`

const TERRAFORM = `terraform {
  required_version = ">= 1.5"
  backend "http" {
    address        = "${URL_}/state"
    lock_address   = "${URL_}/lock"
    unlock_address = "${URL_}/unlock"
  }
  cloud { hostname = "${HOST}" }
  required_providers {
    aws   = { source = "hashicorp/aws", version = "~> 5.0" }
    other = { source = "${HOST}/team/other", version = "1.2" }
  }
}
provider "aws" {
  endpoints { s3 = "${URL_}" }
}
data "http" "one" { url = "${URL_}" }
data "external" "one" { program = ["./run.sh", "${URL_}"] }
resource "null_resource" "one" {
  provisioner "local-exec" { command = "curl ${URL_} > /tmp/candor-written" }
}
module "registry" { source = "${HOST}/team/network/aws" }
module "git" { source = "git::${HTTPS}/team/repository.git?ref=main" }
module "archive" { source = "${URL_}/module.zip" }
module "bucket" { source = "s3::${HTTPS}/bucket/module.zip" }
module "local" { source = "./local" }
`

/** The documents by path, each with its language. */
export const DOCUMENTS = {
  Dockerfile: ['dockerfile', DOCKERFILE],
  'compose.yaml': ['dockercompose', COMPOSE],
  'docker-bake.hcl': ['dockerbake', BAKE],
  'docker-bake.json': [
    'dockerbake',
    JSON.stringify({ target: { json: { context: `${URL_}/a.git`, dockerfile: `${URL_}/b` } } }),
  ],
  'infra/main.tf': ['terraform', TERRAFORM],
  'infra/more.tf.json': [
    'terraform',
    JSON.stringify({ module: { json: { source: `git::${HTTPS}/a.git` } }, data: { http: { a: { url: URL_ } } } }),
  ],
  'infra/values.tfvars': ['terraform-vars', `url = "${URL_}"\n`],
  'infra/local/main.tf': ['terraform', `module "deep" { source = "${URL_}/deep.zip" }\n`],
}

const MODULES = [
  { Key: '', Source: '', Dir: '.' },
  { Key: 'git', Source: `git::${HTTPS}/team/repository.git`, Dir: '.terraform/modules/git' },
  { Key: 'archive', Source: `${URL_}/module.zip`, Dir: `${URL_}/module` },
]

const OTHERS = {
  '.dockerignore': `${URL_}\n!${HTTPS}\n`,
  'compose.override.yaml': `include: ["${URL_}/compose.yaml"]\n`,
  '.env': `COMPOSE_FILE=${URL_}/compose.yaml\nURL=${URL_}\n`,
  'infra/.terraform.lock.hcl': `provider "registry.terraform.io/hashicorp/aws" {\n  version = "5.0.0"\n  hashes  = ["${URL_}"]\n}\n`,
  'infra/.terraform/modules/modules.json': JSON.stringify({ Modules: MODULES }),
  'infra/.terraform/modules/git/main.tf': `module "deep" { source = "${HTTPS}/deep.git" }\n`,
  'infra/.terraform/environment': URL_,
  'infra/.terraform-version': URL_,
  'infra/.terraformrc': `provider_installation {\n  network_mirror { url = "${URL_}/" }\n}\n`,
  '.gitmodules': `[submodule "a"]\n  path = a\n  url = ${URL_}/a.git\n`,
  '.gitattributes': '* filter=run diff=run\n',
}

/** Commands that Git would execute if it ran in this repository. */
const COMMANDS = {
  'core.fsmonitor': 'run',
  'core.sshCommand': 'run',
  'core.hooksPath': 'hooks',
  'core.pager': 'run',
  'credential.helper': '!run',
  'filter.run.clean': 'run',
  'filter.run.process': 'run',
  'diff.run.textconv': 'run',
  'remote.origin.uploadpack': 'run',
  'url.http://127.0.0.1:9/.insteadOf': 'https://canary.example/',
}

/** Fills a folder, initializes a repository in it, and adds executables, which leave a trace if they run. */
export function fill(folder) {
  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    fs.writeFileSync(path.join(folder, name), text)
  }
  for (const [name, [, text]] of Object.entries(DOCUMENTS)) write(name, text)
  for (const [name, text] of Object.entries(OTHERS)) write(name, text)
  git(folder, 'init', '-q')
  git(folder, 'remote', 'add', 'origin', `${HTTPS}/team/repository.git`)
  git(folder, 'remote', 'add', 'other', `ssh://git@${HOST}/team/repository.git`)
  for (const name of ['terraform', 'infra/terraform', 'infra/version', 'version', 'run', 'infra/run.sh', 'git']) {
    write(name, '#!/bin/sh\ntouch /tmp/candor-written\n')
    fs.chmodSync(path.join(folder, name), 0o755)
  }
  for (const [name, value] of Object.entries(COMMANDS)) {
    git(folder, 'config', name, value === 'run' || value === '!run' ? `${path.join(folder, 'run')}` : value)
  }
}

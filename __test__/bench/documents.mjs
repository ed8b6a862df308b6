// The documents of the benchmarks: generated ones of any length in the style of large projects, and real ones from the
// recordings of other servers if those are available, otherwise from this project's examples.

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { goldens } from '../support/goldens.mjs'

/**
 * @typedef {object} Document
 * @property {string} uri
 * @property {string} languageId
 * @property {string} text
 */

/**
 * What differs between languages. `right` is the line that is edited, `wrong` one that every server of the language reports
 * as an error, and `typed` one whose end has completions.
 */
export const LANGUAGES = {
  dockerfile: {
    languageId: 'dockerfile',
    fileName: 'Dockerfile',
    generate: dockerfile,
    right: 'RUN npm test',
    wrong: 'RUM npm test',
    typed: 'RU',
    recordings: 'dockerfile/features/dockerfile-language-server-nodejs.jsonl',
  },
  compose: {
    languageId: 'dockercompose',
    fileName: 'compose.yaml',
    generate: compose,
    right: '    image: "nginx:1.27"',
    wrong: '    image: "nginx:1.27',
    typed: '    imag',
    recordings: 'compose/features/compose-language-service.jsonl',
  },
  bake: {
    languageId: 'dockerbake',
    fileName: 'docker-bake.hcl',
    generate: bake,
    right: '  context = "."',
    wrong: '  context = {',
    typed: '  cont',
    recordings: 'bake/features/docker-language-server.jsonl',
  },
  terraform: {
    languageId: 'terraform',
    fileName: 'main.tf',
    generate: terraform,
    right: '  region = "eu-central-1"',
    wrong: '  region = {',
    typed: '  region = loc',
    recordings: 'terraform/features/terraform-ls.jsonl',
  },
}

/** @typedef {keyof typeof LANGUAGES} Language */

/**
 * Returns a generated document and the number of the line that is to be edited.
 * @param {Language} language
 * @param {number} length in lines, roughly
 */
export function generated(language, length) {
  const { generate, right } = LANGUAGES[language]
  const lines = generate(length)
  return { text: `${lines.join('\n')}\n`, edited: lines.lastIndexOf(right) }
}

/**
 * Writes a document into a folder, with the files beside it.
 * @param {string} folder @param {Language} language @param {string} text
 * @param {{ name?: string, siblings?: Record<string, string> }} [options]
 * @returns {Document}
 */
export function writeDocument(folder, language, text, { name = LANGUAGES[language].fileName, siblings = {} } = {}) {
  for (const [file, content] of Object.entries({ ...siblings, [name]: text })) {
    const target = path.join(folder, file)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, content)
  }
  return { uri: pathToFileURL(path.join(folder, name)).href, languageId: LANGUAGES[language].languageId, text }
}

/**
 * Writes real documents of a language, each into a folder of its own: always the same ones.
 * @param {string} root the project
 * @param {string} folder
 * @param {Language} language
 * @param {number} count at most
 * @returns {Document[]}
 */
export function realDocuments(root, folder, language, count) {
  const file = path.join(goldens, LANGUAGES[language].recordings)
  const records = existsSync(file) ? recorded(file) : fixtures(root, language)
  const long = records.filter(({ text }) => text.split('\n').length >= 10)
  // Evenly spread over the recordings, which are sorted by their repository.
  const step = Math.max(1, long.length / count)
  const some = Array.from({ length: Math.min(count, long.length) }, (_, at) => long[Math.floor(at * step)])
  return some.map(({ text, ...rest }, at) => writeDocument(path.join(folder, String(at)), language, text, rest))
}

function recorded(file) {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => {
    const { name, text, siblings, files } = JSON.parse(line)
    if (!files) return { name, text, siblings }
    // Of a module, the longest file.
    const [longest, ...others] = Object.entries(files)
      .filter(([name]) => name.endsWith('.tf'))
      .sort(([, one], [, other]) => other.length - one.length)
    return { name: longest?.[0], text: longest?.[1] ?? '', siblings: Object.fromEntries(others) }
  })
}

/** The inputs of the tests' fixtures: the lines that are marked as text. */
function fixtures(root, language) {
  const folder = path.join(root, '__test__/languages', language)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split(/^== .*$/m))
    .map((part) => part.split('\n').filter((line) => /^\|( |$)/.test(line)))
    .map((lines) => ({ text: `${lines.map((line) => line.slice(2)).join('\n')}\n` }))
}

function dockerfile(length) {
  const lines = ['# syntax=docker/dockerfile:1', 'ARG VERSION=3.20']
  for (let stage = 0; lines.length < length; stage++) {
    lines.push(
      '',
      `# stage${stage} builds one part`,
      `FROM ${stage === 0 ? 'alpine:$VERSION' : `stage${stage - 1}`} AS stage${stage}`,
      `ENV PART=${stage} HOME=/home/part${stage}`,
      'WORKDIR /src',
      `COPY --chown=1000:1000 package${stage}.json ./`,
      'RUN --mount=type=cache,target=/root/.npm \\',
      '    npm ci && \\',
      `    npm run build -- --part=$PART`,
      'LABEL org.opencontainers.image.title="part $PART"',
      'RUN npm test',
      `EXPOSE ${3000 + stage}/tcp`,
      stage % 10 === 0 ? 'MAINTAINER Grace Hopper' : 'USER node',
      stage % 15 === 0 ? 'CMD npm start' : 'CMD ["npm", "start"]',
    )
  }
  return lines
}

function compose(length) {
  const lines = [
    'x-common: &common',
    '  restart: unless-stopped',
    '  logging:',
    '    driver: json-file',
    'services:',
    '  base:',
    '    image: "nginx:1.27"',
  ]
  for (let at = 0; lines.length < length - 6; at++) {
    lines.push(
      `  service${at}:`,
      '    <<: *common',
      '    image: "nginx:1.27"',
      '    environment:',
      `      PART: "${at}"`,
      '      LOG_LEVEL: ${LOG_LEVEL:-info}',
      '    ports:',
      `      - "${3000 + at}:80"`,
      '    depends_on:',
      `      ${at === 0 ? 'base' : `service${at - 1}`}:`,
      '        condition: service_started',
      '    volumes:',
      '      - data:/data',
      '    networks: [front]',
    )
  }
  return [...lines, 'volumes:', '  data: {}', 'networks:', '  front:', '    driver: bridge']
}

function bake(length) {
  const lines = [
    'variable "VERSION" {',
    '  default = "1.0"',
    '}',
    '',
    'target "base" {',
    '  context = "."',
    '  platforms = ["linux/amd64", "linux/arm64"]',
    '}',
  ]
  for (let at = 0; lines.length < length; at++) {
    lines.push(
      '',
      `target "part${at}" {`,
      `  inherits = ["${at === 0 ? 'base' : `part${at - 1}`}"]`,
      '  context = "."',
      '  dockerfile = "Dockerfile"',
      '  args = {',
      '    VERSION = VERSION',
      `    PART    = "${at}"`,
      '  }',
      `  tags = ["registry.example.com/part${at}:\${VERSION}"]`,
      '  cache-from = ["type=gha"]',
      '}',
      '',
      `group "group${at}" {`,
      `  targets = ["part${at}"]`,
      '}',
    )
  }
  return lines
}

/** A root module in the style of large projects, with everything in one file. */
function terraform(length) {
  const lines = [
    'terraform {',
    '  required_version = ">= 1.5.0, < 2.0.0"',
    '  required_providers {',
    '    aws = {',
    '      source  = "hashicorp/aws"',
    '      version = "~> 5.0"',
    '    }',
    '  }',
    '}',
    '',
    'variable "prefix" {',
    '  type    = string',
    '  default = "acme"',
    '}',
    '',
    'variable "ports" {',
    '  type    = list(number)',
    '  default = [80, 443]',
    '}',
  ]
  for (let at = 0; lines.length < length - 4; at++) {
    lines.push(
      '',
      'locals {',
      `  name_${at} = "\${var.prefix}-service-${at}"`,
      '}',
      '',
      `resource "aws_security_group" "service_${at}" {`,
      `  name        = local.name_${at}`,
      `  description = "Traffic of service ${at}"`,
      '',
      '  dynamic "ingress" {',
      `    for_each = toset([for port in var.ports : port if port > ${at}])`,
      '    content {',
      '      from_port   = ingress.value',
      '      to_port     = ingress.value',
      '      cidr_blocks = concat(["10.0.0.0/8"], ["192.168.0.0/16"])',
      '    }',
      '  }',
      '',
      `  tags = merge({ Name = local.name_${at} }, { Owner = "team" })`,
      '}',
    )
  }
  return [...lines, '', 'provider "aws" {', '  region = "eu-central-1"', '}']
}

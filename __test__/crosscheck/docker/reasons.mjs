// Why answers differ where ours is not wrong. The first entry that matches a difference explains it.

/**
 * @typedef {{
 *   request: string, verdict: string, place: import('./place.mjs').Place, file: import('./corpus.mjs').File,
 *   ours: string[] | null, theirs: string[] | null,
 * }} Difference
 * @typedef {{ requests: string[], verdicts?: string[], is?: (difference: Difference) => boolean, reason: string }} Reason
 */

const NAVIGATION = ['definition', 'references', 'documentHighlight', 'prepareRename', 'rename']
const RENAMING = ['prepareRename', 'rename']

/** The items that only the other server offers. */
const missing = ({ ours, theirs }) => theirs.filter((word) => !ours?.includes(word))

/** Whether all items that only the other server offers match a pattern. */
const missingAre = (pattern) => (difference) => missing(difference).every((word) => pattern.test(word))

const INSTRUCTIONS =
  /^(add|cmd|copy|entrypoint|env|expose|healthcheck|label|maintainer|onbuild|run|shell|stopsignal|user|volume|workdir)$/

const hasKey = (text, key) => new RegExp(`^\\s*(- )?["']?${key}["']?\\s*:`, 'm').test(text)

const withoutSpaces = (text) => text.replace(/\s+/g, '')

/** @type {Reason[]} */
const FORMATTING = [
  {
    requests: ['formatting'],
    is: ({ file, ours, theirs }) => withoutSpaces((ours ?? [file.text])[0]) === withoutSpaces(theirs[0]),
    reason: 'another layout of the same text',
  },
  {
    requests: ['formatting'],
    is: ({ file, theirs }) => withoutSpaces(file.text) !== withoutSpaces(theirs[0]),
    reason: 'they change more than spaces: quotes, brackets or comments',
  },
]

const isHeredoc = ({ place }) => place.keyword.endsWith('(heredoc)')
const isVariable = ({ place }) => /variable$/.test(place.what)
const isToken = (theirs, ours) => (difference) =>
  theirs.test(difference.theirs[0]) && (ours?.test(difference.ours?.[0] ?? 'none') ?? true)

/** @type {Reason[]} */
const DOCKERFILE = [
  // Completion
  {
    requests: ['completion'],
    is: (difference) =>
      missing(difference).every((word) => INSTRUCTIONS.test(word) && !difference.ours?.includes('run')),
    reason: 'only FROM and ARG are valid before the first FROM',
  },
  {
    requests: ['completion'],
    is: missingAre(/^(all|ftp|http|https|no)_proxy$/),
    reason: 'BuildKit passes the proxies to commands and expands them nowhere else',
  },
  {
    requests: ['completion'],
    is: (difference) =>
      missing(difference).every(
        (word) => word.startsWith('--') && new RegExp(`\\s${word}\\b`).test(difference.place.line),
      ),
    reason: 'the instruction already has the flag',
  },
  {
    requests: ['completion'],
    is: (difference) =>
      difference.place.what === 'value of a flag' && missing(difference).every((word) => word.startsWith('--')),
    reason: 'a flag cannot follow inside the value of a flag',
  },
  {
    requests: ['completion'],
    is: ({ place, ...rest }) => place.what !== 'name of a flag' && missing(rest).every((word) => word.startsWith('--')),
    reason: 'flags precede the other arguments',
  },
  {
    requests: ['completion'],
    is: ({ place, ...rest }) =>
      place.what === 'comment' && missing(rest).every((word) => /^(syntax|escape|check)$/.test(word)),
    reason: 'the file already has the directive',
  },
  {
    requests: ['completion'],
    is: (difference) =>
      difference.place.what === 'value of a flag' && missing(difference).every((word) => /^\d+$/.test(word)),
    reason: 'the number of a stage does not begin like what is typed',
  },
  {
    requests: ['completion'],
    is: ({ place, ...rest }) => {
      const typed = /[^\s=,]*$/.exec(place.before)[0].toLowerCase()
      return missing(rest).every((word) => !word.startsWith(typed) || word === typed)
    },
    reason: 'the item does not begin like what is typed, or is typed already',
  },
  {
    requests: ['completion'],
    is: ({ place, ...rest }) => /^(COPY|ADD)$/.test(place.keyword) && missing(rest).every((word) => word.endsWith('/')),
    reason: 'a list that is too long is completed when more is typed',
  },
  {
    requests: ['completion'],
    is: ({ place }) => place.before === '' && place.after.startsWith('#'),
    reason: 'what is typed before a comment becomes an instruction, not a part of the comment',
  },
  {
    requests: ['completion'],
    is: isHeredoc,
    reason: 'BuildKit expands no variables in a quoted heredoc, and a shell its own',
  },
  {
    requests: ['completion'],
    is: ({ place, file, ...rest }) => {
      const stages = [...file.text.matchAll(/^\s*FROM\s.*\sAS\s+(\S+)/gim)].map(([, name]) => name.toLowerCase())
      return place.what === 'value of a flag' && missing(rest).every((word) => stages.includes(word))
    },
    reason: 'a stage cannot copy from itself or from a later stage',
  },
  {
    requests: ['completion'],
    is: ({ place, ...rest }) =>
      place.keyword === 'ENV' && missing(rest).every((word) => /^((all|ftp|http|https|no)_proxy|[a-c])$/.test(word)),
    reason: 'a variable of an ENV is set after the instruction, and the proxies only in commands',
  },
  // Hover
  {
    requests: ['hover'],
    verdicts: ['differ'],
    is: ({ theirs }) => theirs.some((word) => word.startsWith('value ') && word.includes('$')),
    reason: 'their value still contains variables; ours is expanded',
  },
  // Names
  {
    requests: RENAMING,
    verdicts: ['theirs'],
    is: (difference) => isVariable(difference) || isHeredoc(difference),
    reason: 'a variable that the file does not declare cannot be renamed',
  },
  {
    requests: ['rename'],
    verdicts: ['theirs'],
    is: ({ place }) => /^(ARG|ENV|ONBUILD (ARG|ENV))$/.test(place.keyword),
    reason: 'BuildKit or a base image sets the variable, too, or a command uses its name other than as a reference',
  },
  {
    requests: ['rename'],
    is: ({ place }) => place.what === 'value of a flag' && /=\d+$/.test(place.before),
    reason: 'a number refers to the stage, whose name is renamed where it is declared',
  },
  {
    requests: RENAMING,
    verdicts: ['theirs'],
    is: ({ place }) => place.what === 'value of a flag',
    reason: 'an image or a build context of --from is no stage of the file',
  },
  {
    requests: NAVIGATION,
    verdicts: ['theirs'],
    is: (difference) => isHeredoc(difference),
    reason: 'a quoted heredoc contains no variables of the Dockerfile',
  },
  {
    requests: [...NAVIGATION, 'hover'],
    is: ({ place }) => /\[[^\]]*$|\$\{?\w+[^\w}:]/.test(place.before) || /^\w*([^\w}:\s"'/]|\[)/.test(place.after),
    reason: 'no variable can have their name, which contains marks of the shell or a dot',
  },
  {
    requests: NAVIGATION,
    verdicts: ['theirs'],
    is: ({ theirs }) => theirs.every((word) => /^(\d+:\d+)-\1\b/.test(word)),
    reason: 'their variable has an empty name',
  },
  {
    requests: NAVIGATION,
    is: ({ place }) => /\$\{?env:/i.test(place.line),
    reason: 'in PowerShell, `$env:NAME` is the variable NAME; theirs is `env`',
  },
  {
    requests: NAVIGATION,
    is: ({ place }) => place.keyword === 'FROM' && place.what === 'word',
    reason: 'a later stage of the same name is another stage',
  },
  // Documents
  {
    requests: ['documentLink'],
    verdicts: ['theirs'],
    is: ({ place }) => /^\s*FROM\s+(\S+\.\S+\/|[\w-]+(\s|$))/i.test(place.line),
    reason: 'a stage, or an image of a registry without pages, has no page on Docker Hub',
  },
  {
    requests: ['foldingRange'],
    is: ({ place }) => /<</.test(place.line) || /\\\s*$/.test(place.line),
    reason: 'a heredoc or a continued line at the end of the file ends with its last line',
  },
  {
    requests: ['documentLink'],
    verdicts: ['theirs'],
    is: ({ theirs }) => theirs.every((word) => word.includes('$')),
    reason: 'there is no page of an image with a variable in its name',
  },
  {
    requests: ['documentLink'],
    verdicts: ['differ'],
    is: ({ ours, theirs }) => ours[0].includes('https://ghcr.io/') && theirs[0].includes('https://github.com/'),
    reason: 'ghcr.io leads to the page of a package, whichever repository it belongs to',
  },
  {
    requests: ['documentSymbol'],
    verdicts: ['theirs'],
    is: ({ place }) => place.line.startsWith('#'),
    reason: 'a directive that is repeated, or unknown to BuildKit, is a comment',
  },
  // Parameters of signatures
  {
    requests: ['signatureHelp'],
    verdicts: ['differ'],
    reason: 'the parameters of an instruction are divided in another way',
  },
  {
    requests: ['signatureHelp'],
    verdicts: ['theirs'],
    is: isHeredoc,
    reason: 'the content of a heredoc is no parameter of the instruction',
  },
  {
    requests: ['signatureHelp'],
    verdicts: ['theirs'],
    is: ({ place }) => place.what === 'comment' || place.line.startsWith('#'),
    reason: 'directives are completed and explained, without signatures',
  },
  // Semantic tokens
  {
    requests: ['semanticTokens'],
    is: ({ place, theirs }) =>
      /^(RUN|CMD|ENTRYPOINT|HEALTHCHECK|ONBUILD|SHELL)/.test(place.keyword) && theirs[0] === 'parameter',
    reason: 'we tell apart commands, flags, strings and operators of shell commands',
  },
  {
    requests: ['semanticTokens'],
    is: ({ place, theirs, ours }) =>
      place.what === 'comment' && /^(property|parameter)$/.test(theirs[0]) && /^(decorator|string)$/.test(ours?.[0]),
    reason: 'directives have types of their own',
  },
  {
    requests: ['semanticTokens'],
    is: ({ theirs, ours, place }) => theirs[0] === 'parameter' && ours?.[0] === 'property' && place.keyword === 'LABEL',
    reason: 'the keys of labels are properties',
  },
  {
    requests: ['semanticTokens'],
    verdicts: ['theirs'],
    is: ({ place, theirs }) => /^(COPY|ADD) \(heredoc\)$/.test(place.keyword) && /^(variable|string)$/.test(theirs[0]),
    reason: 'the content of a file has no strings, and a quoted heredoc no variables',
  },
  {
    requests: ['semanticTokens'],
    is: isToken(/^(operator|modifier|string|parameter)$/, /^variable$/),
    reason: 'a variable with its default, one in a string and the name of an ARG are variables',
  },
  {
    requests: ['semanticTokens'],
    is: (difference) => isToken(/^variable$/)(difference) && /^\$([^\w{]|$)/.test(difference.place.after),
    reason: 'the `$` of a substitution is no variable',
  },
  {
    requests: ['semanticTokens'],
    is: isToken(/./, /^comment$/),
    reason: 'a comment has no parts, also between continued lines',
  },
  {
    requests: ['semanticTokens'],
    is: isToken(/^(parameter|string)$/, /^(property|class|namespace|keyword|string)$/),
    reason: 'images, tags, stages, keys of labels and strings with escaped quotes have types of their own',
  },
  {
    requests: ['semanticTokens'],
    is: (difference) => isHeredoc(difference) && (difference.ours ?? []).length === 0,
    reason: 'the content of a heredoc has the tokens of a shell only if a shell reads it',
  },
  {
    requests: ['semanticTokens'],
    is: ({ theirs, ours }) => theirs[0] === 'macro' && ours?.[0] === 'operator',
    reason: 'the character that continues a line is an operator',
  },
  {
    requests: ['semanticTokens'],
    is: isToken(/^variable$/, /^string$/),
    reason: 'a shell expands no variables in single quotes',
  },
  {
    requests: ['semanticTokens'],
    is: (difference) =>
      /^(ENV|COPY|ONBUILD ONBUILD)$/.test(difference.place.keyword) && isToken(/./, /^(parameter|none)$/)(difference),
    reason: 'the instruction is invalid, or its flags end with --',
  },
  {
    requests: ['semanticTokens'],
    is: isToken(/^property$/, /^parameter$/),
    reason: 'a field of a mount without a value is the name of the field',
  },
  {
    requests: ['semanticTokens'],
    is: ({ theirs, ours }) => /^(parameter|string)$/.test(theirs[0]) && ours?.[0] === 'operator',
    reason: 'brackets, commas, equals signs and << are operators',
  },
  {
    requests: ['semanticTokens'],
    is: (difference) => isHeredoc(difference) && difference.theirs[0] === 'parameter',
    reason: 'the content of a file is not part of the Dockerfile',
  },
  ...FORMATTING,
]

/** @type {Reason[]} */
const COMPOSE = [
  {
    requests: ['completion'],
    is: ({ place, theirs }) => theirs.includes('services') && /^\s/.test(place.line),
    reason: 'their list of top-level keys, below the top level',
  },
  {
    requests: ['completion'],
    is: ({ ours, theirs }) => theirs.includes('container_name') && !ours?.some((word) => theirs.includes(word)),
    reason: 'their list of the keys of a service, at another level',
  },
  {
    requests: ['completion'],
    is: ({ ours, theirs }) => theirs.includes('dockerfile_inline') && !ours?.some((word) => theirs.includes(word)),
    reason: 'their list of the keys of build, at another level',
  },
  {
    requests: ['completion'],
    is: ({ file, ...difference }) => missing(difference).every((word) => hasKey(file.text, word)),
    reason: 'the file already has the key',
  },
  {
    requests: ['documentLink'],
    is: ({ ours, theirs }) => ours?.[0].includes('mcr.microsoft.com') && theirs[0].includes('/microsoft-'),
    reason: "the page of Microsoft's own registry describes all of its images",
  },
  ...FORMATTING,
]

const TABLES = { dockerfile: DOCKERFILE, compose: COMPOSE }

/** Finds the reason for a difference. */
export function reasonIn(languageId) {
  return (difference) =>
    TABLES[languageId].find(
      ({ requests, verdicts = ['theirs', 'differ'], is = () => true }) =>
        requests.includes(difference.request) && verdicts.includes(difference.verdict) && is(difference),
    )?.reason
}

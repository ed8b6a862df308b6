'use strict'

/** Statuses of HTTP after which another attempt may succeed. */
const TEMPORARY_STATUSES = new Set([408, 425, 429, 500, 502, 503, 504])

module.exports = { TEMPORARY_STATUSES }
